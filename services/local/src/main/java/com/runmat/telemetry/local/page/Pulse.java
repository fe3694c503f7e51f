package com.runmat.telemetry.local.page;

import com.runmat.telemetry.local.journal.Journal;
import com.runmat.telemetry.local.journal.Traffic;
import com.runmat.telemetry.local.standin.StandIn;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the page shows every second besides the events: rates, counters and how the back ends behave. Thread-safe. */
final class Pulse implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SECONDS_KEPT = 120;
    private static final long INTERVAL_MILLIS = 1000;

    /** Far more than a datagram takes to the forwarder's queue, where it counts as waiting. */
    private static final long SETTLED_AFTER_MILLIS = 5000;

    private final Journal journal;
    private final List<ServiceCounters> services;
    private final List<StandIn> standIns;
    private final HttpClient http;
    private final Deque<long[]> rates = new ArrayDeque<>();
    private final Thread beat;
    private long[] last = new long[4];
    private volatile String json = "{}";

    Pulse(Journal journal, List<ServiceCounters> services, List<StandIn> standIns, HttpClient http) {
        this.journal = journal;
        this.services = services;
        this.standIns = standIns;
        this.http = http;
        this.beat = Thread.ofVirtual().name("pulse").unstarted(this::run);
    }

    void start() {
        beat.start();
    }

    /** The last beat as one line of JSON; the same instance until the next. */
    String json() {
        return json;
    }

    private void run() {
        try {
            while (true) {
                json = next();
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private String next() throws InterruptedException {
        sample();
        ObjectNode next = JSON.createObjectNode();
        ArrayNode seconds = next.putArray("rates");
        rates.forEach(rate -> {
            ArrayNode second = seconds.addArray();
            for (long value : rate) {
                second.add(value);
            }
        });
        next.set("totals", JSON.valueToTree(last));
        ArrayNode counters = next.putArray("services");
        for (ServiceCounters service : services) {
            long asked = System.currentTimeMillis();
            ObjectNode told = service.read(http);
            counters.add(told);
            if (told.path("idle").booleanValue(false)) {
                journal.settle(asked - SETTLED_AFTER_MILLIS);
            }
        }
        ObjectNode modes = next.putObject("modes");
        standIns.forEach(standIn -> modes.put(
                standIn.backEnd().name().toLowerCase(Locale.ROOT),
                standIn.mode().name().toLowerCase(Locale.ROOT)));
        return next.toString();
    }

    private void sample() {
        Traffic traffic = journal.traffic();
        long[] now = Stream.of(traffic.https(), traffic.udp(), traffic.posthog(), traffic.ga4())
                .mapToLong(LongAdder::sum)
                .toArray();
        long[] rate = new long[now.length];
        for (int i = 0; i < now.length; i++) {
            rate[i] = now[i] - last[i];
        }
        last = now;
        rates.addLast(rate);
        if (rates.size() > SECONDS_KEPT) {
            rates.removeFirst();
        }
    }

    @Override
    public void close() {
        beat.interrupt();
    }
}
