package com.runmat.telemetry.worker.delivery;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import com.runmat.telemetry.worker.kit.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events that leave, and what they hear. */
final class Events {
    private Events() {}

    static Event of(String cid, int number) {
        byte[] json = Samples.started(cid, number).getBytes(StandardCharsets.UTF_8);
        return (Event) new EventReader(Omission.Observer.NONE).read(json, 0, json.length, new Arrival(1, "https"));
    }

    static Leaving leaving(String cid, int number) {
        return new Leaving(of(cid, number), new CopyOnWriteArrayList<>());
    }

    record Leaving(Event event, List<Outcome> heard) implements Delivery {
        @Override
        public void completed(Outcome outcome) {
            heard.add(outcome);
        }
    }
}
