package com.runmat.telemetry.forwarder.relay;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Reads the header {@code Retry-After}: seconds or an HTTP date. */
final class RetryAfter {
    private RetryAfter() {}

    /** Zero for what is past or not understood. */
    static Duration parse(String header, Clock clock) {
        String value = header.strip();
        try {
            Duration delay = value.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return delay.isNegative() ? Duration.ZERO : delay;
        } catch (DateTimeException notADate) {
            return Duration.ZERO;
        }
    }
}
