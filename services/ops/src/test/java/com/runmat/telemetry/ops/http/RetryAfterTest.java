package com.runmat.telemetry.ops.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link RetryAfter}. */
class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "7|7",
                " 120 |120",
                "Sun, 22 Nov 2026 10:00:30 GMT|30",
                "Sun, 22 Nov 2026 09:00:00 GMT|0",
            })
    void parse_secondsOrDate(String header, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), RetryAfter.parse(header, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "1234567890", "٣", "Sun, 22 Nov 2026"})
    void parse_anythingElse_isEmpty(String header) {
        assertEquals(Optional.empty(), RetryAfter.parse(header, NOW));
    }

    @Test
    void parse_noHeader_isEmpty() {
        assertEquals(Optional.empty(), RetryAfter.parse(null, NOW));
    }
}
