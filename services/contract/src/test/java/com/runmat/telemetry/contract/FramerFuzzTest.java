package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Mutated events, the same in every run: {@link Framer} takes exactly what a full JSON parser takes for one object. */
class FramerFuzzTest {
    private static final int DATAGRAMS = Integer.getInteger("telemetry.fuzz", 100_000);
    private static final byte[] STRUCTURE =
            "{}[]\",:\\0123456789eE.+-truefalsnu \n\t\u0000\u00c3\u00a9\u00e2\u0082\u00ac\u00ff"
                    .getBytes(StandardCharsets.ISO_8859_1);
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Json.MAX_DEPTH)
                    .build())
            .build();

    private final Random random = new Random(20261129);
    private final List<String> samples = Samples.accepted();
    private final Framer framer = new Framer("udp");

    @Test
    void frame_takesWhatAParserTakes() {
        byte[] out = new byte[70_000];
        int taken = 0;
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] datagram = mutated();
            int length = framer.frame(datagram, 0, datagram.length, Samples.NOW, out, 0);
            String text = new String(datagram, StandardCharsets.UTF_8);
            // the parser lets some bytes pass that are not UTF-8
            assertTrue(!isUtf8(datagram) || isObject(datagram, datagram.length) == length > 0, text);
            if (length > 0) {
                taken++;
                assertTrue(isObject(out, length), text);
                assertEquals(length - 1, new String(out, 0, length, StandardCharsets.ISO_8859_1).indexOf('\n'), text);
            }
        }
        assertTrue(taken > DATAGRAMS / 10 && taken < DATAGRAMS * 9 / 10, "one-sided: " + taken);
    }

    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private byte[] mutated() {
        String sample = samples.get(random.nextInt(samples.size()));
        byte[] bytes = sample.replace("script", "scr\u00edpt\u20ac").getBytes(StandardCharsets.UTF_8);
        for (int n = random.nextInt(4); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = STRUCTURE[random.nextInt(STRUCTURE.length)];
        }
        return bytes;
    }

    private static boolean isObject(byte[] bytes, int length) {
        if (Json.otherEncoding(bytes, 0, length)) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException malformed) {
            return false;
        }
    }
}
