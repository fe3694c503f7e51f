package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsoTimeTest {
    private static final DateTimeFormatter JDK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final long YEAR_2100 = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private final IsoTime time = new IsoTime();

    @Test
    void of_anyMoment_isWrittenAsTheJdkWritesIt() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            assertWritten(random.nextLong(-YEAR_2100, YEAR_2100));
        }
    }

    @Test
    void of_aroundMidnightAndLeapDay_changesTheDate() {
        long leapDay = Instant.parse("2028-02-29T00:00:00Z").toEpochMilli();
        for (long moment :
                new long[] {leapDay - 1, leapDay, leapDay + 86_399_999, leapDay + 86_400_000, leapDay, 0, -1}) {
            assertWritten(moment);
        }
    }

    private void assertWritten(long millis) {
        assertEquals(JDK.format(Instant.ofEpochMilli(millis)), new String(time.of(millis), StandardCharsets.US_ASCII));
    }
}
