package com.runmat.telemetry.contract;

import java.lang.System.Logger.Level;

/**
 * Every way in which the worker can say no: the name on the wire, the HTTP status, whether the sender may try the same
 * event again, and how loud the service logs it. A client's own fault is quiet, so that a broken client cannot fill the log.
 */
public enum Refusal implements Reading {
    INVALID_JSON(400, false, Level.DEBUG),
    INVALID_EVENT(400, false, Level.DEBUG),
    MISSING_SESSION(400, false, Level.DEBUG),
    INVALID_RUN_KIND(400, false, Level.DEBUG),
    UNAUTHORIZED(401, false, Level.DEBUG),
    NOT_FOUND(404, false, Level.DEBUG),
    METHOD_NOT_ALLOWED(405, false, Level.DEBUG),
    PAYLOAD_TOO_LARGE(413, false, Level.DEBUG),
    UNSUPPORTED_MEDIA_TYPE(415, false, Level.DEBUG),
    FORWARD_FAILED(502, true, Level.WARNING),
    OVERLOADED(503, true, Level.WARNING),
    TELEMETRY_DISABLED(503, true, Level.ERROR);

    private final int status;
    private final boolean retryable;
    private final Level level;

    Refusal(int status, boolean retryable, Level level) {
        this.status = status;
        this.retryable = retryable;
        this.level = level;
    }

    /** The value of {@code error} in the answer's body. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public int status() {
        return status;
    }

    /** True when the same event may be accepted later. */
    public boolean retryable() {
        return retryable;
    }

    public Level level() {
        return level;
    }
}
