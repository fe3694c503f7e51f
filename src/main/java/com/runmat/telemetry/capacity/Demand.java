package com.runmat.telemetry.capacity;

/**
 * How many events come. Each comes twice, by HTTPS and by UDP, as clients send it.
 *
 * @param perDay events
 * @param peak how many times the day's mean the busiest minute has
 */
record Demand(double perDay, double peak) {
    private static final double SECONDS_A_DAY = 86_400;
    private static final double DAYS_A_MONTH = 365.0 / 12;

    double mean() {
        return perDay / SECONDS_A_DAY;
    }

    double atPeak() {
        return mean() * peak;
    }

    double perMonth() {
        return perDay * DAYS_A_MONTH;
    }
}
