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

    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int port;
    private volatile Mood mood = GOOD;
    private @Nullable HttpServer server;
    private @Nullable RefusingPort refusing;

    /** Listens on a free port. */
    public WorkerStandIn() throws IOException {
        port = listen(0);
    }

    private int listen(int wanted) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
        started.setExecutor(threads);
        started.createContext("/ingest", this::handle);
        started.start();
        server = started;
        return started.getAddress().getPort();
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
        stop();
        refusing = new RefusingPort(port);
    }

    private void stop() {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }

    public void restart() throws IOException {
        listen(port);
        keepNoPort();
    }

    private void keepNoPort() {
        if (refusing != null) {
            refusing.close();
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/ingest");
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
        stop();
        keepNoPort();
        threads.shutdownNow();
    }
}
