package com.runmat.telemetry.plan;

/** The command cannot do what it was asked; the message is one sentence that says what to do instead. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
