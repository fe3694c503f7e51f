package com.runmat.telemetry.sender;

import com.runmat.telemetry.client.Count;
import com.runmat.telemetry.client.Settings;
import com.runmat.telemetry.client.Telemetry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the events on each path; a path that is off is absent.
 *
 * @param https copies by what became of them
 * @param udp the same; nobody answers a datagram, so sent is all that can be known
 */
record Outcome(
        int events,
        @Nullable Map<String, Integer> https,
        @Nullable Map<String, Integer> udp) {
    static Outcome of(Telemetry telemetry, Settings settings) {
        return new Outcome(
                telemetry.count(Count.ACCEPTED),
                settings.endpoints().https() == null ? null : https(telemetry),
                settings.endpoints().udp() == null ? null : udp(telemetry));
    }

    private static Map<String, Integer> https(Telemetry telemetry) {
        Map<String, Integer> copies = new LinkedHashMap<>();
        copies.put("accepted", telemetry.count(Count.SENT_HTTPS));
        copies.put("refused", telemetry.count(Count.REFUSED_HTTPS));
        copies.put("failed", telemetry.count(Count.FAILED_HTTPS));
        copies.put("still under way", telemetry.count(Count.UNDERWAY_HTTPS));
        return copies;
    }

    private static Map<String, Integer> udp(Telemetry telemetry) {
        Map<String, Integer> copies = new LinkedHashMap<>();
        copies.put("sent", telemetry.count(Count.SENT_UDP));
        copies.put("too large", telemetry.count(Count.TOO_LARGE_FOR_UDP));
        copies.put("failed", telemetry.count(Count.FAILED_UDP));
        copies.put("still under way", telemetry.count(Count.UNDERWAY_UDP));
        return copies;
    }

    /** Whether every copy went, as far as its path can tell. */
    boolean allGone() {
        return (https == null || sum(https, "accepted") == events)
                && (udp == null || sum(udp, "sent", "too large") == events);
    }

    private static int sum(Map<String, Integer> copies, String... names) {
        int sum = 0;
        for (String name : names) {
            sum += copies.getOrDefault(name, 0);
        }
        return sum;
    }
}
