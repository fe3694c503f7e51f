package com.runmat.telemetry.worker.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** A PostHog that takes every batch and keeps nothing but the number of events, for as many as one likes. */
public final class CountingBackEnd implements AutoCloseable {
    /** Stands once in each event, and with these signs in no value. */
    private static final String EVENT = "\"distinct_id\":\"";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong events = new AtomicLong();
    private final HttpServer server;

    public CountingBackEnd() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/batch/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public long events() {
        return events.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            events.addAndGet(count(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            byte[] answer = "{\"status\":1}".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static int count(String body) {
        int count = 0;
        for (int at = body.indexOf(EVENT); at >= 0; at = body.indexOf(EVENT, at + 1)) {
            count++;
        }
        return count;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
