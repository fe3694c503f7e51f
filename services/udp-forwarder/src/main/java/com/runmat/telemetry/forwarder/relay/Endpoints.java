package com.runmat.telemetry.forwarder.relay;

import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The worker's addresses in order of preference. The first one serves until a request to it fails; then the next one serves, and
 * so on. Meanwhile one request at a time tries the first one again, with a backoff that grows while it stays away. Thread-safe.
 */
public final class Endpoints {
    private static final LimitedLog AWAY = new LimitedLog(Log.of(Endpoints.class));
    private static final LimitedLog BACK = new LimitedLog(Log.of(Endpoints.class));

    private final List<URI> endpoints;
    private final Backoff backoff;
    private final LongSupplier nanoTime;
    private int serving;
    private int failures;
    private boolean trying;
    private long nextTry;

    /**
     * @param endpoints at least one
     * @param maxBackoff the longest time after which the first one is tried again
     */
    public Endpoints(List<URI> endpoints, Duration maxBackoff) {
        this(endpoints, maxBackoff, System::nanoTime);
    }

    Endpoints(List<URI> endpoints, Duration maxBackoff, LongSupplier nanoTime) {
        this.endpoints = List.copyOf(endpoints);
        this.backoff = new Backoff(maxBackoff);
        this.nanoTime = nanoTime;
    }

    /** Which one serves; 0 is the preferred one. */
    public synchronized int serving() {
        return serving;
    }

    URI uri(int endpoint) {
        return endpoints.get(endpoint);
    }

    /** Which ones a request tries, one after the other, until one answers; {@link #answered} or {@link #failed} must follow for each tried. */
    synchronized List<Integer> order() {
        List<Integer> order = new ArrayList<>(endpoints.size());
        if (serving > 0 && !trying && nanoTime.getAsLong() - nextTry >= 0) {
            trying = true;
            order.add(0);
        }
        for (int i = 0; i < endpoints.size(); i++) {
            int endpoint = (serving + i) % endpoints.size();
            if (endpoint != 0 || serving == 0) {
                order.add(endpoint);
            }
        }
        return order;
    }

    /** This one took the request or refused it: it is there. */
    synchronized void answered(int endpoint) {
        if (endpoint == 0 && serving > 0) {
            BACK.warning(
                    "the preferred endpoint is back in use",
                    Map.of("host", endpoints.getFirst().getHost()));
        }
        if (endpoint == 0) {
            serving = 0;
            failures = 0;
            trying = false;
        }
    }

    /** This one did not answer, or with 5xx. */
    synchronized void failed(int endpoint) {
        if (endpoint == 0) {
            trying = false;
            failures++;
            nextTry = nanoTime.getAsLong() + backoff.delay(failures).toNanos();
        }
        if (endpoint == serving && endpoints.size() > 1) {
            serving = (serving + 1) % endpoints.size();
            AWAY.warning(
                    "an endpoint failed: switching to the next one",
                    Map.of(
                            "failed",
                            endpoints.get(endpoint).getHost(),
                            "serving",
                            endpoints.get(serving).getHost()));
        }
    }
}
