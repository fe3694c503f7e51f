package com.runmat.telemetry.local.journal;

/** How an event ended that neither left nor was refused. */
enum End {
    /** Not yet. */
    OPEN,
    /** The worker took it as a second copy of an event that had left, which is no longer listed. */
    COPY,
    /** Nothing tells it apart from another one that has left, and the two were counted as one. */
    MERGED,
    /** No service holds it any more, and it did not leave. */
    DROPPED
}
