package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/** Strings put together at random, the same in every run, read as a full JSON parser reads them. */
class JsonTextTest {
    private static final List<String> PARTS = List.of(
            "a",
            "Z",
            " ",
            "é",
            "\u20ac",
            "😀",
            "\\\"",
            "\\\\",
            "\\/",
            "\\b",
            "\\f",
            "\\n",
            "\\r",
            "\\t",
            "\\u0041",
            "\\u00E9",
            "\\u20ac",
            "\\ud83d\\ude00",
            "\\ud800",
            "\\u0000",
            "u0041",
            "n");

    private final Random random = new Random(20261130);
    private final JsonScan scan = new JsonScan();

    @Test
    void of_anyString_isWhatAParserReads() {
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("\"");
            for (int parts = random.nextInt(6); parts > 0; parts--) {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            byte[] bytes = text.append('"').toString().getBytes(StandardCharsets.UTF_8);
            scan.over(bytes, bytes.length);
            assertEquals(bytes.length, scan.string(0));
            assertEquals(parsed(bytes), JsonText.of(bytes, 1, bytes.length - 1, scan), text::toString);
        }
    }

    private static String parsed(byte[] bytes) {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            assertTrue(parser.nextToken().isScalarValue());
            return parser.getString();
        }
    }
}
