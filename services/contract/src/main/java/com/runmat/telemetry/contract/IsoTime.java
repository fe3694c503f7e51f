package com.runmat.telemetry.contract;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/**
 * Writes a moment of the years 0 to 9999 as {@code 2026-11-22T12:00:00.000Z}, always with its milliseconds: a repeated event must
 * repeat its timestamp to the letter. The JDK's formatter is general and takes its time; here the date is worked out once a
 * day, and the rest is digits put into their places. Not thread-safe.
 */
final class IsoTime {
    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final byte[] text = JsonBytes.utf8("0000-00-00T00:00:00.000Z");
    private long day = Long.MIN_VALUE;

    /** Its 24 bytes, valid until the next call. */
    byte[] of(long epochMillis) {
        long itsDay = Math.floorDiv(epochMillis, DAY_MILLIS);
        if (itsDay != day) {
            date(LocalDate.ofEpochDay(itsDay));
            day = itsDay;
        }
        int ofDay = (int) Math.floorMod(epochMillis, DAY_MILLIS);
        put(ofDay / 3_600_000, 11, 2);
        put(ofDay / 60_000 % 60, 14, 2);
        put(ofDay / 1_000 % 60, 17, 2);
        put(ofDay % 1_000, 20, 3);
        return text;
    }

    private void date(LocalDate date) {
        put(date.getYear(), 0, 4);
        put(date.getMonthValue(), 5, 2);
        put(date.getDayOfMonth(), 8, 2);
    }

    private void put(int number, int at, int digits) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
