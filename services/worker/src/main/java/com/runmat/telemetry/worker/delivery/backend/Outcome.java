package com.runmat.telemetry.worker.delivery.backend;

/** What became of an event on its way to one back end. */
public enum Outcome {
    /** Acknowledged. */
    DELIVERED(true),
    /** Sent and not acknowledged, to a back end that cannot tell a second copy: it must not be sent again. */
    UNCONFIRMED(true),
    /** The back end said no, and where it asked for another try the time was over. */
    REFUSED(false),
    /** No connection came about. */
    UNREACHABLE(false),
    /** Sent and not acknowledged, to a back end that merges a second copy. */
    UNANSWERED(false),
    /** Its time was over before its turn came. */
    EXPIRED(false),
    /** There was no room to wait in. */
    QUEUE_FULL(false),
    /** The worker ended. */
    SHUTDOWN(false),
    /** A defect of the worker. */
    INTERNAL(false);

    private final boolean accepted;

    Outcome(boolean accepted) {
        this.accepted = accepted;
    }

    /** The event must not come again; otherwise it may. */
    public boolean accepted() {
        return accepted;
    }
}
