package com.runmat.telemetry.forwarder.relay;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;

/** The drop reason of a status that no retry can change; few, so that the number of counters does not depend on the worker. */
final class Rejection {
    private Rejection() {}

    /** Whether every try of the event would have been rejected so, whatever the key and the address. */
    static boolean isOfTheEvent(ForwarderCounter reason) {
        return reason == ForwarderCounter.DROPPED_REJECTED_INVALID
                || reason == ForwarderCounter.DROPPED_REJECTED_TOO_LARGE;
    }

    static ForwarderCounter reason(int status) {
        return switch (status) {
            case 400, 422 -> ForwarderCounter.DROPPED_REJECTED_INVALID;
            case 401, 403 -> ForwarderCounter.DROPPED_REJECTED_UNAUTHORIZED;
            case 413 -> ForwarderCounter.DROPPED_REJECTED_TOO_LARGE;
            default -> ForwarderCounter.DROPPED_REJECTED_OTHER;
        };
    }
}
