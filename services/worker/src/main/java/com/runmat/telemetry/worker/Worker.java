package com.runmat.telemetry.worker;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.CountersLog;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.counters.WorkerHistogram;
import com.runmat.telemetry.worker.delivery.Capacity;
import com.runmat.telemetry.worker.delivery.Departures;
import com.runmat.telemetry.worker.http.Router;
import com.runmat.telemetry.worker.http.server.CannotListen;
import com.runmat.telemetry.worker.http.server.HttpServer;
import com.runmat.telemetry.worker.http.server.Patience;
import com.runmat.telemetry.worker.http.server.TransferMemory;
import com.runmat.telemetry.worker.ingest.Intake;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The whole service: from {@link #start} until {@link #close} it takes events and hands them on. Thread-safe. */
public final class Worker implements AutoCloseable {
    private static final Log LOG = Log.of(Worker.class);
    private static final Duration COUNTERS_INTERVAL = Duration.ofMinutes(1);

    /** Cloud Run kills 10 s after its signal, and we promise 8: this long requests are finished, then failed, then answered. */
    private static final Duration FINISH = Duration.ofMillis(6500);

    private static final Duration FAIL = Duration.ofMillis(500);

    /** Is read and written once before the first real event, and never sent. */
    private static final String SAMPLE = "{\"event_label\":\"runtime_finished\",\"session_id\":\"warm-up\","
            + "\"run_kind\":\"script\",\"payload\":{\"duration_us\":1,\"success\":true}}";

    private final Counters<WorkerCounter> counters = new Counters<>(WorkerCounter.class);
    private final Histograms<WorkerHistogram> histograms = new Histograms<>(WorkerHistogram.class);
    private final CountersLog countersLog;
    private final Departures departures;
    private final HttpServer server;
    private volatile boolean draining;

    private Worker(WorkerSettings settings, Patience patience, Duration countersInterval) {
        this.countersLog = new CountersLog(counters, LOG, countersInterval);
        this.departures = new Departures(settings.posthog(), settings.ga4(), settings.delivery(), counters, histograms);
        Intake intake = new Intake(
                departures,
                new Capacity(
                        settings.intake().pendingEvents(), settings.intake().pendingBytes()),
                settings.delivery().singleTime(),
                settings.intake().rememberedEvents(),
                counters);
        TransferMemory memory = new TransferMemory(settings.intake().transferBytes());
        Router router = new Router(
                settings.keys(),
                settings.posthog().isPresent() || settings.ga4().isPresent(),
                settings.allowedOrigins(),
                intake,
                memory,
                counters,
                histograms,
                countersLog,
                () -> draining);
        this.server = HttpServer.start(
                settings.bindAddresses(), settings.port(), settings.intake().connections(), router, patience, memory);
    }

    /**
     * Starts the service.
     *
     * @throws CannotListen when the port cannot be had
     */
    public static Worker start(WorkerSettings settings) {
        return start(settings, Patience.STANDARD, COUNTERS_INTERVAL);
    }

    static Worker start(WorkerSettings settings, Patience patience, Duration countersInterval) {
        Worker worker = new Worker(settings, patience, countersInterval);
        LOG.info(
                "worker started",
                Map.of(
                        "port", worker.port(),
                        "accepted_keys", settings.keys().size(),
                        "posthog", settings.posthog().isPresent(),
                        "ga4", settings.ga4().isPresent()));
        worker.warmUp();
        return worker;
    }

    private void warmUp() {
        byte[] sample = SAMPLE.getBytes(StandardCharsets.US_ASCII);
        Arrival arrival = new Arrival(System.currentTimeMillis(), "https");
        if (new EventReader(Omission.Observer.NONE).read(sample, 0, sample.length, arrival) instanceof Event event) {
            departures.warmUp(event, server.local("/health"));
        }
    }

    /** The port that is listened on. */
    public int port() {
        return server.port();
    }

    public Counters<WorkerCounter> counters() {
        return counters;
    }

    /** Requests that have not been answered whole. */
    public int openRequests() {
        return server.open();
    }

    /** Events that were answered and are still to go to GA4. */
    public int waitingForGa4() {
        return departures.waitingBeside();
    }

    /**
     * Stops to listen, finishes open requests and what waits for GA4 for a bounded time, fails the rest, and says in the log how
     * it ended.
     */
    @Override
    public void close() {
        draining = true;
        server.refuseNew();
        if (!awaitIdle(FINISH)) {
            departures.giveUp();
            awaitIdle(FAIL);
        }
        int unanswered = server.open();
        departures.giveUp();
        server.close();
        countersLog.write();
        LOG.info("worker stopped", Map.of("unanswered_requests", unanswered));
    }

    private boolean awaitIdle(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (server.open() > 0 || departures.waitingBeside() > 0) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }
}
