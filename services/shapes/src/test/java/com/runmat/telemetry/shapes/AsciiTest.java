package com.runmat.telemetry.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AsciiTest {
    @Test
    void hex_isEachOfTheDigitsAndNothingElse() {
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            assertEquals("0123456789abcdefABCDEF".indexOf(c) >= 0, Ascii.hex((char) c), "character " + c);
        }
    }
}
