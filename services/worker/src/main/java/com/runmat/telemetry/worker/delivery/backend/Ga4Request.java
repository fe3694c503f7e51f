package com.runmat.telemetry.worker.delivery.backend;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.Ga4Projection;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One Measurement Protocol request inside GA4's limits.
 *
 * @param events in it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying it would cost
record Ga4Request(byte[] body, int events) {
    /** The fewest requests that carry the events of one client, in their order: one, unless they are uncommonly large. */
    static List<Ga4Request> of(List<Event> events, long nowMillis) {
        List<Ga4Request> requests = new ArrayList<>(1);
        Builder builder = new Builder(events.get(0).distinctId());
        for (Event event : events) {
            byte[] element = Ga4Projection.write(event, nowMillis);
            if (!builder.fits(element)) {
                requests.add(builder.build());
                builder = new Builder(event.distinctId());
            }
            builder.add(element);
        }
        requests.add(builder.build());
        return requests;
    }

    private static final class Builder {
        private static final byte[] TAIL = {']', '}'};

        private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
        private int events;

        Builder(String clientId) {
            body.writeBytes(Ga4Projection.requestHead(clientId));
        }

        boolean fits(byte[] element) {
            return events < Ga4Projection.MAX_EVENTS
                    && body.size() + 1 + element.length + TAIL.length < Ga4Projection.MAX_BYTES;
        }

        void add(byte[] element) {
            if (events > 0) {
                body.write(',');
            }
            body.writeBytes(element);
            events++;
        }

        Ga4Request build() {
            body.writeBytes(TAIL);
            return new Ga4Request(body.toByteArray(), events);
        }
    }
}
