package com.runmat.telemetry.forwarder;

import com.runmat.telemetry.kit.RefusingPort;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real HTTP server in the worker's place, which remembers each event by its line, the same at every try, and misbehaves on demand. */
public final class WorkerStandIn implements AutoCloseable {
    /** What the next requests get. */
    public interface Mood {
        /** Answers a request with these lines, by {@link WorkerStandIn#accept} or {@link WorkerStandIn#answer}. */
        void answer(WorkerStandIn worker, HttpExchange exchange, List<String> lines)
                throws IOException, InterruptedException;
    }

    /** Takes everything. */
    public static final Mood GOOD = WorkerStandIn::accept;

    /** Keeps the port, which nobody else can then take between two servers; while none listens it refuses connections. */
    private final RefusingPort port = new RefusingPort(0);

    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Mood mood = GOOD;
    private @Nullable HttpServer server;

    /** Listens on a free port. */
    public WorkerStandIn() throws IOException {
        listen();
    }

    private void listen() throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port()), 0);
        started.setExecutor(threads);
        started.createContext("/ingest", this::handle);
        started.start();
        server = started;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-telemetry-key")));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            mood.answer(this, exchange, Arrays.asList(body.split("\n", 0)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Remembers all lines and says so. */
    public static void accept(WorkerStandIn worker, HttpExchange exchange, List<String> lines) throws IOException {
        worker.remember(lines);
        answer(exchange, 200, "{\"ok\":true}");
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public void remember(List<String> lines) {
        received.addAll(lines);
    }

    public void mood(Mood next) {
        mood = next;
    }

    /** Breaks every connection and refuses new ones. */
    public void kill() {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }

    public void restart() throws IOException {
        listen();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port.port() + "/ingest");
    }

    /** The lines that it took, each once. */
    public Set<String> received() {
        return received;
    }

    public List<String> keys() {
        return keys;
    }

    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        kill();
        port.close();
        threads.shutdownNow();
    }
}
