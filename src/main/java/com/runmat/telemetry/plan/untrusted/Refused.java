package com.runmat.telemetry.plan.untrusted;

/** A file is not what it should be; the message is one sentence that names the file, the place in it, and what belongs there. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Refused(String message) {
        super(message);
    }
}
