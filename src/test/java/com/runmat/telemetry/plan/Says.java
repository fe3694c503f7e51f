package com.runmat.telemetry.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a text or an error must tell its reader. */
public final class Says {
    private Says() {}

    public static void assertSays(String part, Throwable failure) {
        assertSays(part, String.valueOf(failure.getMessage()));
    }

    public static void assertSays(String part, String text) {
        assertTrue(text.contains(part), () -> "\"" + part + "\" is not in:\n" + text);
    }

    public static void assertSilent(String part, String text) {
        assertTrue(!text.contains(part), () -> "\"" + part + "\" is in:\n" + text);
    }
}
