package com.runmat.telemetry.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class KeptTextTest {
    @Test
    void of_plain() {
        assertEquals("linux", KeptText.of("linux", 64));
    }

    @Test
    void of_trims() {
        assertEquals("linux", KeptText.of(" \tlinux\u2003\n", 64));
        assertNull(KeptText.of(" \n ", 64));
        assertNull(KeptText.of("", 64));
    }

    @Test
    void of_stripsWhatCannotBeSeen() {
        assertEquals("abcd", KeptText.of("a\u0000b\u001b\u202ec\u200bd\u007f", 64));
        assertEquals("x", KeptText.of("\ud800x\udc00", 64));
        assertEquals("ab", KeptText.of("a\u2028b", 64));
    }

    @Test
    void of_cuts() {
        assertEquals("a".repeat(64), KeptText.of("a".repeat(65), 64));
        assertEquals("a".repeat(64), KeptText.of("a".repeat(64), 64));
        assertEquals("ü".repeat(64), KeptText.of("ü".repeat(70), 64));
    }

    @Test
    void of_cutsNoCharacterInTwo() {
        assertEquals("a".repeat(63), KeptText.of("a".repeat(63) + "😀", 64));
        assertEquals("a".repeat(62) + "😀", KeptText.of("a".repeat(62) + "😀b", 64));
    }
}
