package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.Ga4Projection;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One Measurement Protocol request inside GA4's limits.
 *
 * @param indexes of its events among those that were to be sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying it would cost
record Ga4Request(byte[] body, List<Integer> indexes) {
    /** The fewest requests that carry the events, each for one client. */
    static List<Ga4Request> of(List<Event> events, long nowMillis) {
        Map<String, Builder> open = new LinkedHashMap<>();
        List<Ga4Request> requests = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            byte[] element = Ga4Projection.write(event, nowMillis);
            Builder builder = open.get(event.distinctId());
            if (builder != null && !builder.fits(element)) {
                requests.add(builder.build());
                builder = null;
            }
            if (builder == null) {
                builder = new Builder(event.distinctId());
                open.put(event.distinctId(), builder);
            }
            builder.add(element, i);
        }
        open.values().forEach(builder -> requests.add(builder.build()));
        return requests;
    }

    private static final class Builder {
        private static final byte[] TAIL = {']', '}'};

        private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
        private final List<Integer> indexes = new ArrayList<>(1);

        Builder(String clientId) {
            body.writeBytes(Ga4Projection.requestHead(clientId));
        }

        boolean fits(byte[] element) {
            return indexes.size() < Ga4Projection.MAX_EVENTS
                    && body.size() + 1 + element.length + TAIL.length < Ga4Projection.MAX_BYTES;
        }

        void add(byte[] element, int index) {
            if (!indexes.isEmpty()) {
                body.write(',');
            }
            body.writeBytes(element);
            indexes.add(index);
        }

        Ga4Request build() {
            body.writeBytes(TAIL);
            return new Ga4Request(body.toByteArray(), List.copyOf(indexes));
        }
    }
}
