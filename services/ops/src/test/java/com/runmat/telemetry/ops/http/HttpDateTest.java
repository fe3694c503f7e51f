package com.runmat.telemetry.ops.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link HttpDate}. */
class HttpDateTest {
    /** The form that RFC 9110 calls IMF-fixdate. */
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);

    private final AtomicLong millis = new AtomicLong();
    private final HttpDate date = new HttpDate(millis::get);

    @Test
    void now_ofTheStandardsExample() {
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", at(Instant.parse("1994-11-06T08:49:37.999Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2000-02-29T23:59:59Z",
                "2026-11-29T19:00:00Z",
                "2027-12-31T23:59:59Z",
                "2028-02-29T12:05:09Z"
            })
    void now_isWhatTheJdkFormats(String time) {
        Instant start = Instant.parse(time);
        // a day and a bit more at each step: all days of the week and all months
        for (long step = 0; step < 400; step++) {
            Instant then = start.plusSeconds(step * 86_477);
            assertEquals(FORM.format(then.atOffset(ZoneOffset.UTC)), at(then));
        }
    }

    @Test
    void now_isMadeOnceASecond() {
        String first = at(Instant.ofEpochMilli(5_000));
        assertSame(first, at(Instant.ofEpochMilli(5_999)));
        assertNotSame(first, at(Instant.ofEpochMilli(6_000)));
    }

    private String at(Instant time) {
        millis.set(time.toEpochMilli());
        return date.now();
    }
}
