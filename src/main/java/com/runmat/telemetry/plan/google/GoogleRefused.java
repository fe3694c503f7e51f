package com.runmat.telemetry.plan.google;

/** Google gave no answer; the message is a sentence that says to what, and what helps. */
public final class GoogleRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    GoogleRefused(String message) {
        super(message);
    }

    GoogleRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
