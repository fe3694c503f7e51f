package com.runmat.telemetry.worker.delivery.backend;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.worker.delivery.gzip.Gzip;
import java.util.List;

/** Writes batches as they go to PostHog, for who measures it. */
public final class Compression {
    private final Gzip gzip = new Gzip();
    private final PostHogProjection projection = new PostHogProjection();

    public byte[] body(List<Event> events) {
        return gzip.compress(out -> projection.writeBatch("phc_key", events, out));
    }
}
