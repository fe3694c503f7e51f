package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;

class JsonBytesTest {
    private final Random random = new Random(1);
    private final JsonBytes json = new JsonBytes(1);

    /** Quotes, control characters, both sides of each border, what looks like ASCII in its low byte, and half a pair. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "a\"b",
                "a\\b",
                "\n",
                "\u0000",
                "\u001f",
                " ",
                "~",
                "\u007f",
                "\u0080",
                "é",
                "ÿ",
                "š",
                "\u2028",
                "a/b",
                "😀",
                "\ud83d",
                "x\ude00y"
            })
    void text_isWrittenAsByJackson(String text) {
        assertText(text);
    }

    @Test
    void text_ofAnyCharacters_isWrittenAsByJackson() {
        int[] bounds = {128, 256, 0x3000, Character.MAX_CODE_POINT + 1};
        for (int i = 0; i < 20_000; i++) {
            int bound = bounds[i % bounds.length];
            assertText(random.ints(random.nextInt(40), 0, bound)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining()));
        }
    }

    @Test
    void plainText_isWrittenAsByJackson() {
        for (int length = 0; length < 100; length++) {
            String text = random.ints(length, ' ', '~' + 1)
                    .filter(c -> c != '"' && c != '\\')
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            assertWritten(out -> out.writeString(text), () -> json.plainText(text));
        }
    }

    @Test
    void number_whole_isWrittenAsByJackson() {
        for (int shift = 0; shift < Long.SIZE; shift++) {
            for (int i = 0; i < 100; i++) {
                long number = random.nextLong() >> shift;
                assertWritten(out -> out.writeNumber(number), () -> json.number(number));
            }
        }
        for (long border = 1; border < Long.MAX_VALUE / 10; border *= 10) {
            long number = border;
            assertWritten(out -> out.writeNumber(number), () -> json.number(number));
            assertWritten(out -> out.writeNumber(number - 1), () -> json.number(number - 1));
        }
    }

    @Test
    void number_withDecimals_isWrittenAsByJackson() {
        for (int i = 0; i < 20_000; i++) {
            double number = random.nextDouble() * Math.pow(10, random.nextInt(-30, 30));
            assertWritten(out -> out.writeNumber(number), () -> json.number(number));
        }
        assertWritten(out -> out.writeNumber(0.0), () -> json.number(0.0));
    }

    @Test
    void uuid_isWrittenAsJavaDoes() {
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = new UUID(random.nextLong() >> i % Long.SIZE, random.nextLong() >> i % Long.SIZE);
            json.clear();
            json.uuid(uuid);
            assertEquals(uuid.toString(), written());
        }
    }

    private void assertText(String text) {
        assertWritten(out -> out.writeString(text), () -> json.text(text));
    }

    private void assertWritten(Consumer<JsonGenerator> byJackson, Runnable work) {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (JsonGenerator generator = JacksonProjections.generator(expected)) {
            byJackson.accept(generator);
        }
        json.clear();
        work.run();
        assertEquals(expected.toString(StandardCharsets.UTF_8), written());
    }

    private String written() {
        return new String(json.copy(), StandardCharsets.UTF_8);
    }
}
