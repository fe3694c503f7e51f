package com.runmat.telemetry.plan.untrusted;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedJsonTest {
    private static Fields parse(String text) {
        return UntrustedJson.parse("head.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String sentence, String text) {
        assertSays(sentence, assertThrows(Refused.class, () -> parse(text)));
    }

    @Test
    void parse_everyKindOfValue_keepsIt() {
        assertEquals(
                "{\"a\":[1,-2.5,\"x\",true,null,{}]}",
                parse("{\"a\": [1, -2.5, \"x\", true, null, {}]}").json().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{'a': 1}", "{\"a\": NaN}", "{\"a\": 01}", "{a: 1}", "{\"a\": 1,}", "// x\n{}"})
    void parse_noJson_isRefused(String text) {
        assertRefused("head.json is not JSON", text);
    }

    @Test
    void parse_noObject_isRefused() {
        assertRefused("head.json must hold one JSON object", "[1]");
        assertRefused("head.json is not JSON at line 1 column 5", "{} {}");
    }

    @Test
    void parse_keyTwice_isRefused() {
        assertRefused("head.json has a key twice in one object", "{\"a\": 1, \"a\": 2}");
    }

    @Test
    void parse_tooDeep_isRefused() {
        assertRefused("more than 40 levels", "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        parse("{\"a\":" + "[".repeat(39) + "]".repeat(39) + "}");
    }

    @Test
    void parse_tooMany_isRefused() {
        assertRefused("more than 200000 values", "{\"a\":[" + "1,".repeat(200_000) + "1]}");
    }

    @Test
    void parse_tooLong_isRefused() {
        assertRefused("more than 4 MiB", "{\"a\": \"" + "x".repeat(UntrustedJson.LONGEST_FILE) + "\"}");
        assertRefused("more than 262144 characters in a text", "{\"a\": \"" + "x".repeat(300_000) + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "1e999, out of range",
        "1111111111111111111111111111111111111111, more than 32 digits",
        "1e1111111111111111111111111111111111, more than 32 digits",
    })
    void parse_hugeNumber_isRefused(String number, String sentence) {
        assertRefused(sentence, "{\"a\": " + number + "}");
    }

    @Test
    void parse_notUtf8_isRefused() {
        var failure =
                assertThrows(Refused.class, () -> UntrustedJson.parse("head.json", new byte[] {'{', (byte) 0xff, '}'}));
        assertSays("head.json is not text in UTF-8", failure);
    }

    /** A log of GitHub's would read a command in it. */
    @Test
    void parse_anythingWrong_repeatsNothingOfIt() {
        var failure = assertThrows(
                Refused.class, () -> parse("{\"\\n::add-mask::x\": 1}").only(java.util.Set.of("known")));

        assertSilent("mask", failure.toString());
        assertSays("head.json has a field that is not known here; known are known", failure);
    }

    @Test
    void read_noFile_saysWhatToGive() {
        assertSays(
                "cannot read nowhere.json; give the path of a file that is there",
                assertThrows(Refused.class, () -> UntrustedJson.read(Path.of("nowhere.json"))));
    }
}
