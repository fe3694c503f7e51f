package com.runmat.telemetry.forwarder.health;

import com.runmat.telemetry.ops.Json;
import com.runmat.telemetry.ops.PrometheusText;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers a few requests a minute: {@code /health} (restart it?), {@code /ready} (send it datagrams?) and {@code /metrics}. Each
 * request has its own virtual thread, so that a slow reader holds up no probe.
 */
public final class HealthServer implements AutoCloseable {
    static {
        // seconds; a client that never ends its request is cut off
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
    }

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Takes the port, so that a second forwarder on this machine fails before it shares the first one's datagrams. Answers only
     * after {@link #start}.
     *
     * @param addresses local ones, at least one
     * @param port 0 for any free one, the same on each address
     */
    public HealthServer(List<InetAddress> addresses, int port) throws IOException {
        int chosen = port;
        try {
            for (InetAddress address : addresses) {
                HttpServer server = HttpServer.create(new InetSocketAddress(address, chosen), 0);
                server.setExecutor(threads);
                servers.add(server);
                chosen = server.getAddress().getPort();
            }
        } catch (IOException taken) {
            close();
            throw taken;
        }
    }

    /**
     * Answers from now on.
     *
     * @param unhealthy what is wrong with the forwarder, else empty
     * @param notReady why it should get no datagrams now, else empty
     * @param metrics a page of Prometheus text
     */
    public void start(
            Supplier<Optional<String>> unhealthy, Supplier<Optional<String>> notReady, Supplier<String> metrics) {
        servers.forEach(server -> start(server, unhealthy, notReady, metrics));
    }

    private static void start(
            HttpServer server,
            Supplier<Optional<String>> unhealthy,
            Supplier<Optional<String>> notReady,
            Supplier<String> metrics) {
        server.createContext("/", only("/", exchange -> answer(exchange, 404, "not_found")));
        server.createContext("/health", only("/health", exchange -> verdict(exchange, unhealthy.get())));
        server.createContext("/ready", only("/ready", exchange -> verdict(exchange, notReady.get())));
        server.createContext("/metrics", only("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", PrometheusText.CONTENT_TYPE);
            send(exchange, 200, metrics.get());
        }));
        server.start();
    }

    public int port() {
        return servers.getFirst().getAddress().getPort();
    }

    /** A context of the JDK's server also gets every path below it. */
    private static HttpHandler only(String path, HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                boolean read = exchange.getRequestMethod().equals("GET")
                        || exchange.getRequestMethod().equals("HEAD");
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    answer(exchange, 404, "not_found");
                } else if (read) {
                    handler.handle(exchange);
                } else {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    answer(exchange, 405, "method_not_allowed");
                }
            }
        };
    }

    private static void verdict(HttpExchange exchange, Optional<String> complaint) throws IOException {
        if (complaint.isPresent()) {
            answer(exchange, 503, complaint.get());
        } else {
            json(exchange, 200, new Json().with("ok", true));
        }
    }

    private static void answer(HttpExchange exchange, int status, String error) throws IOException {
        json(exchange, status, new Json().with("error", error));
    }

    private static void json(HttpExchange exchange, int status, Json body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, body.toString());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
