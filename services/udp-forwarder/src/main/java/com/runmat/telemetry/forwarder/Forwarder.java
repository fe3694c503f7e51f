package com.runmat.telemetry.forwarder;

import com.runmat.telemetry.forwarder.admit.Admission;
import com.runmat.telemetry.forwarder.admit.SourceLimiter;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.counters.ForwarderHistogram;
import com.runmat.telemetry.forwarder.health.Health;
import com.runmat.telemetry.forwarder.health.Health.Vital;
import com.runmat.telemetry.forwarder.health.HealthServer;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.forwarder.receive.KernelWatch;
import com.runmat.telemetry.forwarder.receive.Receiver;
import com.runmat.telemetry.forwarder.receive.Sockets;
import com.runmat.telemetry.forwarder.relay.Endpoints;
import com.runmat.telemetry.forwarder.relay.Relay;
import com.runmat.telemetry.forwarder.relay.Worker;
import com.runmat.telemetry.ops.Build;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.CountersLog;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.PrometheusText;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running forwarder, put together: receiver → admission → queue → relays, and the health server beside them. {@link Ending}
 * ends it. Several may run in one JVM.
 */
public final class Forwarder implements AutoCloseable {
    private static final Log LOG = Log.of(Forwarder.class);
    private static final Duration COUNTERS_INTERVAL = Duration.ofMinutes(1);

    private final Counters<ForwarderCounter> counters = new Counters<>(ForwarderCounter.class);
    private final Histograms<ForwarderHistogram> histograms = new Histograms<>(ForwarderHistogram.class);
    private final CountersLog countersLog = new CountersLog(counters, LOG, COUNTERS_INTERVAL);
    private final ForwarderSettings settings;
    private final EventQueue queue;
    private final Endpoints endpoints;
    private final KernelWatch kernel;
    private final Crew ticking;
    private final HealthServer healthServer;
    private final Ending ending;
    private final int udpPort;
    private volatile boolean stopping;

    /**
     * Starts it: when this returns, datagrams are taken and the health port answers.
     *
     * @throws IOException when a port is taken
     */
    public Forwarder(ForwarderSettings settings) throws IOException {
        this.settings = settings;
        queue = new EventQueue(settings.queue(), counters);
        endpoints = new Endpoints(settings.endpoints(), settings.maxBackoff());
        healthServer = new HealthServer(settings.bindAddresses(), settings.healthPort());
        SourceLimiter limiter = new SourceLimiter(settings.sourceRate());
        List<DatagramChannel> channels = openSockets();
        udpPort = Sockets.port(channels.getFirst());
        kernel = new KernelWatch(udpPort, counters);
        Receiver receiver =
                new Receiver(channels, settings.queue().linger(), new Admission(limiter, queue, counters), counters);
        Crew receiving = Crew.start("receiver-" + udpPort, List.of(receiver));
        Worker worker = new Worker(endpoints, settings.requestTimeout(), counters, histograms);
        Crew relaying = Crew.start("relay", relays(worker));
        ticking = Crew.start("ticker", List.of(new Ticker(settings.key(), kernel, countersLog)));
        ending = new Ending(
                settings.drain(),
                settings.flush(),
                settings.requestTimeout(),
                receiver,
                receiving,
                kernel,
                queue,
                relaying,
                worker);
        Health health = new Health(vitals(receiver, receiving, relaying));
        healthServer.start(() -> unhealthy(health), () -> notReady(health), this::metrics);
        LOG.info("started", Map.of("udp_port", udpPort, "health_port", healthPort(), "sockets", channels.size()));
    }

    private List<DatagramChannel> openSockets() throws IOException {
        try {
            return Sockets.open(
                    settings.bindAddresses(), settings.udpPort(), settings.sockets(), settings.receiveBuffer());
        } catch (IOException taken) {
            healthServer.close();
            throw taken;
        }
    }

    /** One that all relays run. */
    private List<Relay> relays(Worker worker) {
        Relay relay = new Relay(queue, worker, settings.key(), histograms, settings.maxBackoff());
        return Collections.nCopies(settings.concurrency(), relay);
    }

    private List<Vital> vitals(Receiver receiver, Crew receiving, Crew relaying) {
        List<Vital> vitals = new ArrayList<>();
        receiving.threads().forEach(thread -> vitals.add(new Vital("receiver", thread, receiver::heartbeat)));
        relaying.threads().forEach(thread -> vitals.add(new Vital("relay", thread, null)));
        ticking.threads().forEach(thread -> vitals.add(new Vital("ticker", thread, null)));
        return vitals;
    }

    private Optional<String> unhealthy(Health health) {
        return stopping ? Optional.of("stopping") : health.complaint();
    }

    private Optional<String> notReady(Health health) {
        return settings.key().isKnown() || stopping ? unhealthy(health) : Optional.of("ingestion_key_unknown");
    }

    private String metrics() {
        kernel.countDrops();
        return new PrometheusText("forwarder", Running.BUILD)
                .counters(counters)
                .histograms(histograms)
                .gauge(
                        "waiting_events",
                        "Events in the queue: waiting, in flight, or waiting for a retry.",
                        queue.events())
                .gauge("waiting_bytes", "Bytes of the events in the queue.", queue.bytes())
                .gauge(
                        "conntrack_percent",
                        "Use of the kernel's connection tracking table in percent.",
                        kernel.connectionsPercent())
                .gauge(
                        "endpoint",
                        "Index of the endpoint in TELEMETRY_HTTP_ENDPOINT in use; 0 is the preferred one.",
                        endpoints.serving())
                .page();
    }

    /** Read when first asked for: nothing else at the start opens the jar. */
    private static final class Running {
        static final Build BUILD = Build.of(ForwarderCounter.class);
    }

    int udpPort() {
        return udpPort;
    }

    int healthPort() {
        return healthServer.port();
    }

    Counters<ForwarderCounter> counters() {
        return counters;
    }

    /** Ends it without losing what can still be sent, and counts the rest as lost; the drain and flush settings and 2 s at most. */
    @Override
    public synchronized void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        LOG.info(
                "stopping",
                Map.of(
                        "waiting_events",
                        queue.events(),
                        "drain_ms",
                        settings.drain().toMillis()));
        int lost = ending.run();
        ticking.interrupt();
        healthServer.close();
        countersLog.write();
        LOG.info("stopped", Map.of("lost_events", lost));
    }
}
