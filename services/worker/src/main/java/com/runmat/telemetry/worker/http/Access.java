package com.runmat.telemetry.worker.http;

import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.worker.http.server.Exchange;
import com.runmat.telemetry.worker.http.server.RequestHeader;
import org.jspecify.annotations.Nullable;

/** Who may send events and read counters. */
final class Access {
    private final KeyCheck keys;
    private final boolean backEnds;

    /** @param backEnds whether any is configured */
    Access(KeyCheck keys, boolean backEnds) {
        this.keys = keys;
        this.backEnds = backEnds;
    }

    /** Whether events can be accepted at all. */
    boolean enabled() {
        return keys.configured() && backEnds;
    }

    /** Why this request may not pass, or null when it may. */
    @Nullable
    Refusal refusal(Exchange exchange) {
        if (!enabled()) {
            return Refusal.TELEMETRY_DISABLED;
        }
        return keys.accepts(exchange.header(RequestHeader.TELEMETRY_KEY)) ? null : Refusal.UNAUTHORIZED;
    }
}
