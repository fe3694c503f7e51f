package com.runmat.telemetry.local;

import static org.awaitility.Awaitility.await;

import com.runmat.telemetry.kit.RefusingPort;
import com.runmat.telemetry.local.child.ChildService;
import com.runmat.telemetry.local.child.Health;
import com.runmat.telemetry.local.child.Jars;
import com.runmat.telemetry.local.http.LoopbackServer;
import com.runmat.telemetry.local.standin.Departure;
import com.runmat.telemetry.local.standin.Ga4Rules;
import com.runmat.telemetry.local.standin.Mode;
import com.runmat.telemetry.local.standin.PostHogRules;
import com.runmat.telemetry.local.standin.StandIn;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Worker, forwarders and PostHog, each of which may be killed, ended or replaced while events come. */
final class Fleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern STARTED = Pattern.compile("\"udp_port\":([0-9]+)");
    private static final Pattern HEALTH = Pattern.compile("\"health_port\":([0-9]+)");
    private static final Pattern COUNTERS = Pattern.compile("\"counters\":\\{([^}]*)}");

    private final Resources resources = new Resources();
    private final FreePorts ports = resources.keep(FreePorts.find());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PostHogRules rules = new PostHogRules(ServiceSettings.POSTHOG_TOKEN);
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final Consumer<Departure> counted;
    private final StandIn ga4;
    private StandIn posthog;
    private ChildService worker;
    private Gate gate;

    /** A forwarder and all that it wrote. */
    private record Gate(ChildService service, List<String> lines, DatagramSocket socket, int port) {}

    /** @param counted is told what PostHog takes, a repeated event as often as it comes */
    Fleet(Consumer<Departure> counted) throws IOException {
        this.counted = counted;
        posthog = StandIn.start(0, rules, this::departed);
        ga4 = resources.keep(StandIn.start(
                0,
                new Ga4Rules(ServiceSettings.GA_MEASUREMENT_ID, ServiceSettings.GA_API_SECRET, Clock.systemUTC()),
                departure -> {}));
        worker = startWorker();
        gate = open();
    }

    private void departed(Departure departure) {
        if (departure.counted()) {
            counted.accept(departure);
        }
    }

    private ChildService startWorker() {
        ChildService started = ChildService.start(
                "worker",
                Jars.besideThisCode().of("worker"),
                ServiceSettings.worker(ports.worker(), posthog.url(), ga4.url(), "http://127.0.0.1:1"),
                line -> {});
        Health.await(started, URI.create("http://127.0.0.1:" + ports.worker() + "/health"), http);
        return started;
    }

    private Gate open() throws IOException {
        Map<String, String> settings = new HashMap<>(
                ServiceSettings.forwarder(0, 0, URI.create("http://127.0.0.1:" + ports.worker() + "/ingest")));
        settings.put("FORWARDER_QUEUE_EVENTS", "100000");
        settings.put("FORWARDER_QUEUE_BYTES", Integer.toString(48 << 20));
        settings.put("FORWARDER_MAX_BACKOFF", "1s");
        settings.put("FORWARDER_FLUSH", "60s");
        List<String> lines = new CopyOnWriteArrayList<>();
        ChildService service =
                ChildService.start("forwarder", Jars.besideThisCode().of("udp-forwarder"), settings, line -> {
                    if (line.contains("\"counters\"") || line.contains("udp_port") || line.contains("\"stopped\"")) {
                        lines.add(line);
                    }
                });
        await().atMost(PATIENCE).until(() -> !lines.isEmpty() || !service.isAlive());
        Health.await(service, URI.create("http://127.0.0.1:" + number(HEALTH, lines) + "/health"), http);
        Gate opened =
                new Gate(service, lines, new DatagramSocket(0, LoopbackServer.loopback()), number(STARTED, lines));
        gates.add(opened);
        return opened;
    }

    private static int number(Pattern pattern, List<String> lines) {
        Matcher found = pattern.matcher(lines.getFirst());
        if (!found.find()) {
            throw new IllegalStateException(lines.getFirst());
        }
        return Integer.parseInt(found.group(1));
    }

    /** To the forwarder that is open now. */
    synchronized void send(byte[] datagram) throws IOException {
        gate.socket().send(new DatagramPacket(datagram, datagram.length, LoopbackServer.loopback(), gate.port()));
    }

    /** Without a warning; it is started again after this time. */
    void killWorker(Duration away) throws InterruptedException {
        worker.handle().destroyForcibly();
        awaitEnd(worker);
        Thread.sleep(away);
        worker = startWorker();
    }

    /** As a new revision does. */
    void replaceWorker() {
        worker.close();
        worker = startWorker();
    }

    /** The new one takes the datagrams before the old one is told to end, as the load balancer sees to. */
    void replaceForwarder() throws IOException {
        Gate old = gate;
        Gate next = open();
        synchronized (this) {
            gate = next;
        }
        end(old);
    }

    void killPostHog(Duration away) throws InterruptedException {
        int port = posthog.port();
        posthog.close();
        RefusingPort refusing = new RefusingPort(port);
        Thread.sleep(away);
        posthog = StandIn.start(port, rules, this::departed);
        refusing.close();
    }

    void misbehave(Mode mode, Duration time) throws InterruptedException {
        posthog.behave(mode);
        Thread.sleep(time);
        posthog.behave(Mode.WORKING);
    }

    /** What all forwarders counted, from the lines that they wrote; ends the last. */
    Map<String, Long> end() {
        end(gate);
        Map<String, Long> sums = new TreeMap<>();
        gates.stream().flatMap(ended -> ended.lines().stream()).forEach(line -> {
            Matcher counters = COUNTERS.matcher(line);
            if (counters.find()) {
                for (String pair : counters.group(1).replace("\"", "").split(",", -1)) {
                    String[] nameAndValue = pair.split(":", -1);
                    sums.merge(nameAndValue[0], Long.parseLong(nameAndValue[1]), Long::sum);
                }
            }
        });
        return sums;
    }

    /** SIGTERM, and time enough on a busy machine. */
    private static void end(Gate gate) {
        gate.service().handle().destroy();
        await("the end of a forwarder")
                .atMost(PATIENCE)
                .until(() -> !gate.service().isAlive());
        await("the last line of a forwarder")
                .atMost(PATIENCE)
                .until(() -> gate.lines().getLast().contains("\"stopped\""));
        gate.socket().close();
    }

    private static void awaitEnd(ChildService service) {
        await("the end of the " + service.name()).atMost(PATIENCE).until(() -> !service.isAlive());
    }

    @Override
    public void close() {
        gates.forEach(open -> open.service().close());
        worker.close();
        posthog.close();
        resources.close();
    }
}
