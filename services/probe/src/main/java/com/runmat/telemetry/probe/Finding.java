package com.runmat.telemetry.probe;

import java.util.Locale;

/**
 * What one check found, in plain text whatever the target said.
 *
 * @param target what was looked at
 * @param check what was asked, in a few words
 * @param detail what was seen and, unless all is well, what to do
 */
record Finding(String target, String check, Result result, String detail) {
    Finding {
        target = PlainText.of(target);
        check = PlainText.of(check);
        detail = PlainText.of(detail);
    }

    /** How it ended. Only FAIL makes the probe fail. */
    enum Result {
        PASS,
        WARN,
        FAIL,
        SKIP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding pass(String target, String check, String detail) {
        return new Finding(target, check, Result.PASS, detail);
    }

    static Finding warn(String target, String check, String detail) {
        return new Finding(target, check, Result.WARN, detail);
    }

    static Finding fail(String target, String check, String detail) {
        return new Finding(target, check, Result.FAIL, detail);
    }

    static Finding skip(String target, String check, String detail) {
        return new Finding(target, check, Result.SKIP, detail);
    }
}
