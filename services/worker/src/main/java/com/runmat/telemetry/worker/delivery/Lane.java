package com.runmat.telemetry.worker.delivery;

/** Who is waiting for the answer, and so how long it may take: nobody who waits two seconds stands behind somebody who waits ten. */
public enum Lane {
    /** A client with one event. */
    SINGLE,
    /** A forwarder with many. */
    BATCH,
    /** Nobody: the answer was given already. */
    ANSWERED;

    /** Takes the last places of a back end; a forwarder leaves them to those who wait less long. */
    boolean urgent() {
        return this != BATCH;
    }
}
