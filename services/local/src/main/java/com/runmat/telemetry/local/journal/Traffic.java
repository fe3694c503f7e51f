package com.runmat.telemetry.local.journal;

import com.runmat.telemetry.local.standin.Departure.BackEnd;
import java.util.concurrent.atomic.LongAdder;

/**
 * Events counted since the start.
 *
 * @param https received over HTTP
 * @param udp received as datagrams
 * @param posthog counted by PostHog's stand-in
 * @param ga4 counted by GA4's stand-in
 */
public record Traffic(LongAdder https, LongAdder udp, LongAdder posthog, LongAdder ga4) {
    Traffic() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }

    LongAdder to(BackEnd backEnd) {
        return switch (backEnd) {
            case POSTHOG -> posthog;
            case GA4 -> ga4;
        };
    }
}
