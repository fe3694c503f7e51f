package com.runmat.telemetry.image;

/** Why an image cannot be made here, in a sentence for the reader of the build's output. */
final class CannotFill extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CannotFill(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    CannotFill(String message) {
        this(1, message);
    }

    int exitCode() {
        return exitCode;
    }
}
