package com.runmat.telemetry.doctor;

/**
 * What one look found.
 *
 * @param subject what was looked at, in a word or two
 * @param detail what was seen; never a secret
 * @param help the command or the place that mends it; empty where all is well
 */
record Finding(String subject, boolean good, String detail, String help) {
    static Finding good(String subject, String detail) {
        return new Finding(subject, true, detail, "");
    }

    static Finding bad(String subject, String detail, String help) {
        return new Finding(subject, false, detail, help);
    }
}
