package com.runmat.telemetry.ops.http;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The time as answers tell it, {@code Sun, 06 Nov 1994 08:49:37 GMT}, made once a second. The JDK's formats would first load the
 * names of all months and time zones, which is a fifth of a service's way to its first answer. Thread-safe.
 */
public final class HttpDate {
    /** From 1970-01-01 on. */
    private static final String DAYS = "ThuFriSatSunMonTueWed";

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int NAME = 3;
    private static final long MILLIS = 1000;
    private static final long SECONDS_OF_DAY = 86_400;

    private final LongSupplier clock;
    private volatile Second last = new Second(-1, "");

    /** A second and its text, always of each other. */
    private record Second(long epoch, String text) {}

    public HttpDate() {
        this(System::currentTimeMillis);
    }

    HttpDate(LongSupplier clock) {
        this.clock = clock;
    }

    public String now() {
        long epoch = clock.getAsLong() / MILLIS;
        Second second = last;
        if (second.epoch() != epoch) {
            second = new Second(epoch, text(epoch));
            last = second;
        }
        return second.text();
    }

    private static String text(long epoch) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(epoch, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(32);
        text.append(name(DAYS, (int) (epoch / SECONDS_OF_DAY % 7))).append(", ");
        twoDigits(text, time.getDayOfMonth()).append(' ');
        text.append(name(MONTHS, time.getMonthValue() - 1)).append(' ');
        text.append(time.getYear()).append(' ');
        twoDigits(text, time.getHour()).append(':');
        twoDigits(text, time.getMinute()).append(':');
        return twoDigits(text, time.getSecond()).append(" GMT").toString();
    }

    private static String name(String names, int number) {
        return names.substring(number * NAME, (number + 1) * NAME);
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
