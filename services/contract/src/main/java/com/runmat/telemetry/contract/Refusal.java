package com.runmat.telemetry.contract;

import java.util.Locale;

/** Every way in which the worker can say no: the name on the wire and the HTTP status. */
public enum Refusal implements Reading {
    INVALID_JSON(400),
    INVALID_EVENT(400),
    MISSING_SESSION(400),
    INVALID_RUN_KIND(400),
    UNAUTHORIZED(401),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    PAYLOAD_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    FORWARD_FAILED(502),
    OVERLOADED(503),
    TELEMETRY_DISABLED(503);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    /** The value of {@code error} in the answer's body. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int status() {
        return status;
    }
}
