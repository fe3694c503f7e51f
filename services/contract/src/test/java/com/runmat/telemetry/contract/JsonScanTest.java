package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8259's grammar, rule by rule. Bytes that would go on stand behind each text: the scan must not look at them. */
class JsonScanTest {
    private final JsonScan scan = new JsonScan();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "false",
                "null",
                "0",
                "-0",
                "7",
                "10",
                "-19",
                "0.5",
                "-1.50",
                "1e5",
                "1E5",
                "1e+10",
                "1.5e-09",
                "\"\"",
                "\"a b\"",
                "\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t\"",
                "\"\\u00e9\\uABCD\\uabcd\\u0909\"",
                "\"é ࿿ \u0800 😀\"",
                "{}",
                "{ }",
                "{\"a\":1}",
                "{ \"a\" : 1 , \"b\" : [ ] , \"\" : { } }",
                "[]",
                "[\t\r\n ]",
                "[1]",
                "[ 1 , \"a\" , null , [ true ] , { \"a\" : false } ]",
            })
    void value_ofTheGrammar_isSteppedOverToItsEnd(String text) {
        byte[] bytes = (text + ",e0\"}]").getBytes(StandardCharsets.UTF_8);
        int end = text.getBytes(StandardCharsets.UTF_8).length;
        scan.over(bytes, bytes.length);
        assertEquals(end, scan.value(0, 0), "among other bytes");
        scan.over(bytes, end);
        assertEquals(end, scan.value(0, 0), "at the end of the bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "false",
                "null",
                "-1",
                "\"a\\n\\u00e9é😀\"",
                "{\"a\" : 1 , \"b\" : {} }",
                "[ 1 , [] ]",
            })
    void value_cutAnywhere_isBroken(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end < bytes.length; end++) {
            scan.over(bytes, end);
            assertEquals(JsonScan.BROKEN, scan.value(0, 0), "after " + end + " bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "x",
                "-",
                "-a",
                "+1",
                ".5",
                "1.",
                "1.e5",
                "1.-5",
                "1e",
                "1ee5",
                "1e+",
                "1e-x",
                "1e+-5",
                "/",
                ":",
                "tRue",
                "truE",
                "falsy",
                "nul1",
                "\"\u0000\"",
                "\"\u001f\"",
                "\"\\a\"",
                "\"\\ \"",
                "\"\\u\"",
                "\"\\u123\"",
                "\"\\u123g\"",
                "\"\\ug123\"",
                "{1}",
                "{\"a\"}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{,}",
                "{\"a\":1]",
                "{\"a\":\u000b1}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1}",
                "[\u00001]",
                "[\u000b1]",
            })
    void value_besideTheGrammar_isBroken(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scan.over(bytes, bytes.length);
        assertEquals(JsonScan.BROKEN, scan.value(0, 0));
    }

    /** What follows a number is another's to judge. */
    @ParameterizedTest
    @ValueSource(strings = {"01", "-01", "1-", "1:", "1/", "0x", "1.5.5", "1e5e", "1e5.5"})
    void value_numberWithMoreBehind_endsWhereTheGrammarEndsIt(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scan.over(bytes, bytes.length);
        int behind = scan.value(0, 0);
        assertTrue(behind < bytes.length, () -> behind + " of " + text);
        assertEquals(Double.parseDouble(text.substring(0, behind)), number(text), text);
    }

    private static double number(String text) {
        return switch (text) {
            case "01", "-01", "0x" -> text.startsWith("-") ? -0.0 : 0;
            case "1.5.5" -> 1.5;
            case "1e5e", "1e5.5" -> 1e5;
            default -> 1;
        };
    }

    /** A byte of a character beyond ASCII that is missing, alone, or begins more than UTF-8 has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "BF",
                "C3",
                "C3 29",
                "C3 C3",
                "E2 82",
                "E2 82 29",
                "E2 29 82",
                "F0 9F 98",
                "F0 9F 98 29",
                "F0 9F 29 80",
                "F0 29 98 80",
                "F8 80 80 80 80",
                "FC 80 80 80 80 80",
                "C0 80",
                "C1 BF",
                "E0 9F BF",
                "ED A0 80",
                "ED BF BF",
                "F0 8F BF BF",
                "F4 90 80 80",
                "F5 80 80 80",
                "FE",
                "FF"
            })
    void string_brokenUtf8_isBroken(String hex) {
        byte[] bytes = new byte[hex.length() / 3 + 3];
        bytes[0] = '"';
        String[] parts = hex.split(" ", -1);
        for (int i = 0; i < parts.length; i++) {
            bytes[i + 1] = (byte) Integer.parseInt(parts[i], 16);
        }
        bytes[bytes.length - 1] = '"';
        scan.over(bytes, bytes.length);
        assertEquals(JsonScan.BROKEN, scan.string(0));
    }

    /** The first and the last character of each row of table 3-7 of the Unicode standard. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD000, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x3FFFF, 0x40000,
                0xFFFFF, 0x100000, 0x10FFFF
            })
    void string_anyCharacter_isSteppedOverAndIsNotPlain(int character) {
        byte[] bytes = ('"' + Character.toString(character) + '"').getBytes(StandardCharsets.UTF_8);
        scan.over(bytes, bytes.length);
        assertEquals(bytes.length, scan.string(0));
        assertFalse(scan.plain());
        assertFalse(scan.escapes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "1.", "-1.5e", "1e-"})
    void value_number_hasAHundredCharactersAtMost(String start) {
        byte[] bytes = (start + "0".repeat(101 - start.length())).getBytes(StandardCharsets.UTF_8);
        scan.over(bytes, bytes.length - 1);
        assertEquals(100, scan.value(0, 0));
        scan.over(bytes, bytes.length);
        assertEquals(JsonScan.BROKEN, scan.value(0, 0));
    }

    @Test
    void plain_isOfTheLastString() {
        byte[] bytes = "\"\u00e9\"\"a\"\"\\n\"\"\"".getBytes(StandardCharsets.UTF_8);
        scan.over(bytes, bytes.length);
        int at = scan.string(0);
        assertFalse(scan.plain());
        at = scan.string(at);
        assertTrue(scan.plain());
        at = scan.string(at);
        assertFalse(scan.plain());
        scan.string(at);
        assertTrue(scan.plain());
    }

    @Test
    void value_depth_isThatOfWhatIsOpenAround() {
        byte[] bytes = "[{\"a\":[{}]}]".getBytes(StandardCharsets.UTF_8);
        scan.over(bytes, bytes.length);
        assertEquals(bytes.length, scan.value(0, JsonScan.MAX_DEPTH - 4));
        assertEquals(JsonScan.BROKEN, scan.value(0, JsonScan.MAX_DEPTH - 3));
    }

    @Test
    void blanks_tellWhetherALineBrokeSinceTheBeginning() {
        assertFalse(lineBreaks(" \t", 2));
        assertTrue(lineBreaks(" \n ", 3));
        assertTrue(lineBreaks("\r\t", 2));
        assertFalse(lineBreaks(" x\n", 1));
    }

    private boolean lineBreaks(String text, int behind) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scan.over(bytes, bytes.length);
        assertEquals(behind, scan.blanks(0));
        return scan.lineBreaks();
    }

    @Test
    void escapes_areThoseOfTheLastString() {
        byte[] bytes = "\"\\n\"\"n\"".getBytes(StandardCharsets.UTF_8);
        scan.over(bytes, bytes.length);
        assertEquals(4, scan.string(0));
        assertTrue(scan.escapes());
        assertEquals(7, scan.string(4));
        assertFalse(scan.escapes());
    }

    @Test
    void name_isStringAndColonWithBlanksAround() {
        byte[] bytes = "\"a\" : 1".getBytes(StandardCharsets.UTF_8);
        scan.over(bytes, bytes.length);
        assertEquals(6, scan.name(0));
        assertEquals(JsonScan.BROKEN, scan.name(6));
        assertEquals(JsonScan.BROKEN, scan.string(6));
    }
}
