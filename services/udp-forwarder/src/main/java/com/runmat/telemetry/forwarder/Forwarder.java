package com.runmat.telemetry.forwarder;

import com.runmat.telemetry.forwarder.admit.Admission;
import com.runmat.telemetry.forwarder.admit.SourceLimiter;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.counters.ForwarderHistogram;
import com.runmat.telemetry.forwarder.health.Health;
import com.runmat.telemetry.forwarder.health.Health.Vital;
import com.runmat.telemetry.forwarder.health.HealthServer;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.forwarder.receive.ConnectionTable;
import com.runmat.telemetry.forwarder.receive.KernelDrops;
import com.runmat.telemetry.forwarder.receive.Receiver;
import com.runmat.telemetry.forwarder.receive.Sockets;
import com.runmat.telemetry.forwarder.relay.Relay;
import com.runmat.telemetry.forwarder.relay.Worker;
import com.runmat.telemetry.ops.Build;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.CountersLog;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.PrometheusText;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running forwarder: receivers → admission → queue → relays, and the health server beside them. Several may run in one JVM.
 */
public final class Forwarder implements AutoCloseable {
    private static final Log LOG = Log.of(Forwarder.class);
    private static final Build BUILD = Build.of(ForwarderCounter.class);
    private static final LimitedLog DEFECT = new LimitedLog(LOG);
    /** Receivers empty their sockets, unless these are filled faster than they read. */
    private static final Duration INTAKE = Duration.ofMillis(600);

    private static final Duration INTAKE_END = Duration.ofMillis(700);
    /** With {@link #INTAKE_END} before and {@link #RELAY_END} after it 7.5 s of the 8 s that an end may take. */
    private static final Duration FLUSH = Duration.ofMillis(6300);

    private static final Duration RELAY_END = Duration.ofMillis(500);
    private static final Duration COUNTERS_INTERVAL = Duration.ofMinutes(1);
    private static final int CROWDED_PERCENT = 75;

    private final Counters<ForwarderCounter> counters = new Counters<>(ForwarderCounter.class);
    private final Histograms<ForwarderHistogram> histograms = new Histograms<>(ForwarderHistogram.class);
    private final CountersLog countersLog = new CountersLog(counters, LOG, COUNTERS_INTERVAL);
    private final ForwarderSettings settings;
    private final EventQueue queue;
    private final Worker worker;
    private final List<Receiver> receivers = new ArrayList<>();
    private final List<Thread> receiverThreads = new ArrayList<>();
    private final List<Thread> relayThreads = new ArrayList<>();
    private final Thread ticker;
    private final KernelDrops kernelDrops;
    private final ConnectionTable connections = new ConnectionTable();
    private final HealthServer healthServer;
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
        worker = new Worker(settings.endpoint(), settings.requestTimeout());
        healthServer = new HealthServer(settings.bindAddresses(), settings.healthPort());
        SourceLimiter limiter = new SourceLimiter(settings.sourceRate());
        Admission rehearsal = new Admission(limiter, queue, counters);
        rehearsal.rehearse(Admission.FIRST_REHEARSALS);
        List<DatagramChannel> channels = openSockets();
        udpPort = Sockets.port(channels.getFirst());
        kernelDrops = new KernelDrops(udpPort);
        startReceivers(channels, limiter);
        startRelays();
        ticker = Thread.ofPlatform().daemon().name("ticker").start(this::tick);
        Health health = new Health(vitals());
        healthServer.start(health::complaint, () -> notReady(health), this::metrics);
        Thread.ofPlatform().daemon().name("rehearsal").start(() -> rehearsal.rehearse(Admission.ALL_REHEARSALS));
        LOG.info("started", Map.of("udp_port", udpPort, "health_port", healthPort(), "receivers", channels.size()));
    }

    private List<DatagramChannel> openSockets() throws IOException {
        try {
            return Sockets.open(
                    settings.bindAddresses(), settings.udpPort(), settings.receivers(), settings.receiveBuffer());
        } catch (IOException taken) {
            healthServer.close();
            throw taken;
        }
    }

    private void startReceivers(List<DatagramChannel> channels, SourceLimiter limiter) {
        for (DatagramChannel channel : channels) {
            Receiver receiver = new Receiver(channel, new Admission(limiter, queue, counters), counters);
            receivers.add(receiver);
            String name = "receiver-" + udpPort + "-" + receiverThreads.size();
            receiverThreads.add(Thread.ofPlatform().daemon().name(name).start(receiver));
        }
    }

    private void startRelays() {
        Relay relay = new Relay(queue, worker, settings.key(), counters, histograms, settings.maxBackoff());
        for (int i = 0; i < settings.concurrency(); i++) {
            relayThreads.add(Thread.ofPlatform().daemon().name("relay").start(relay));
        }
    }

    private List<Vital> vitals() {
        List<Vital> vitals = new ArrayList<>();
        for (int i = 0; i < receivers.size(); i++) {
            vitals.add(new Vital("receiver", receiverThreads.get(i), receivers.get(i)::heartbeat));
        }
        relayThreads.forEach(thread -> vitals.add(new Vital("relay", thread, null)));
        vitals.add(new Vital("ticker", ticker, null));
        return vitals;
    }

    private Optional<String> notReady(Health health) {
        if (stopping) {
            return Optional.of("stopping");
        }
        return settings.key().isKnown() ? health.complaint() : Optional.of("ingestion_key_unknown");
    }

    /** What has to be looked at from time to time. */
    private void tick() {
        while (!stopping) {
            guarded(this::readKey);
            guarded(this::countKernelDrops);
            guarded(this::countCrowdedSecond);
            guarded(countersLog::writeIfDue);
            sleep(Duration.ofSeconds(1));
        }
    }

    /** A defect must not end the thread: without it the group would replace one VM after the other. */
    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException defect) {
            DEFECT.warning(
                    "what is done from time to time failed by a defect",
                    Map.of("class", defect.getClass().getName()));
        }
    }

    /** At the start, so that {@code /ready} does not wait for the first event, and until it worked. */
    private void readKey() {
        try {
            settings.key().current();
        } catch (IOException sourceAway) {
            // its reader has logged it
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void countKernelDrops() {
        synchronized (kernelDrops) {
            counters.add(ForwarderCounter.KERNEL_DROPPED, kernelDrops.increase());
            counters.add(ForwarderCounter.CONNTRACK_DROPPED, connections.increase());
        }
    }

    private void countCrowdedSecond() {
        if (connections.percent() > CROWDED_PERCENT) {
            counters.add(ForwarderCounter.CONNTRACK_CROWDED, 1);
        }
    }

    private String metrics() {
        countKernelDrops();
        return new PrometheusText("forwarder", BUILD)
                .counters(counters)
                .histograms(histograms)
                .gauge("waiting_events", "Events held: waiting, in flight, or back for another try.", queue.events())
                .gauge("waiting_bytes", "Bytes of the events held.", queue.bytes())
                .gauge("conntrack_percent", "How full the kernel's table of connections is.", connections.percent())
                .page();
    }

    public int udpPort() {
        return udpPort;
    }

    public int healthPort() {
        return healthServer.port();
    }

    public Counters<ForwarderCounter> counters() {
        return counters;
    }

    /** Stops the intake, sends what waits for as long as there is time, counts the rest as lost; 8 s at most. */
    @Override
    public synchronized void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        LOG.info("stopping", Map.of("waiting_events", queue.events()));
        stopIntake();
        queue.drain();
        awaitEmptyQueue();
        int lost = endRelays();
        healthServer.close();
        countersLog.write();
        LOG.info("stopped", Map.of("lost_events", lost));
    }

    private void stopIntake() {
        countKernelDrops();
        receivers.forEach(receiver -> receiver.stop(INTAKE));
        join(receiverThreads, INTAKE_END);
    }

    private void awaitEmptyQueue() {
        long end = System.nanoTime() + FLUSH.toNanos();
        while (queue.events() > 0
                && end - System.nanoTime() > 0
                && !Thread.currentThread().isInterrupted()) {
            sleep(Duration.ofMillis(10));
        }
    }

    private int endRelays() {
        int lost = queue.close();
        relayThreads.forEach(Thread::interrupt);
        join(relayThreads, RELAY_END);
        worker.close();
        return lost;
    }

    private static void join(List<Thread> threads, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
