package com.runmat.telemetry.image;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JdkTest {
    private static final String TEMURIN = "Eclipse Adoptium";

    @Test
    void checked_theOldestOrNewer_isTaken() {
        assertDoesNotThrow(() -> checked(TEMURIN, "25.0.3+9"));
        assertDoesNotThrow(() -> checked(TEMURIN, "25.0.4+1"));
    }

    @Test
    void checked_olderOrOfAnotherVendor_namesTheFix() {
        assertRefused("Temurin 25.0.3 or a newer", TEMURIN, "25.0.2+10");
        assertRefused("Debian's 25.0.4", "Debian", "25.0.4+1");
    }

    private static void assertRefused(String words, String vendor, String version) {
        var failure = assertThrows(CannotFill.class, () -> checked(vendor, version));

        assertTrue(failure.toString().contains(words), failure::toString);
        assertTrue(failure.toString().contains("JAVA25_HOME"), failure::toString);
        assertEquals(2, failure.exitCode());
    }

    private static Jdk checked(String vendor, String version) {
        return Jdk.checked(Path.of("/jdk"), vendor, Runtime.Version.parse(version), Runtime.Version.parse("25.0.3"));
    }
}
