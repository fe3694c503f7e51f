package com.runmat.telemetry.local.page;

import com.runmat.telemetry.local.http.Answer;
import com.runmat.telemetry.local.http.LoopbackServer;
import com.runmat.telemetry.local.journal.Journal;
import com.runmat.telemetry.local.standin.StandIn;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;

/**
 * Serves the page and what it asks for. Other sites that are open in the same browser cannot use it: it answers only to its
 * own names, and takes orders only as JSON, which a foreign page may not send without being asked for leave first.
 */
public final class PageServer implements AutoCloseable {
    private static final int MAX_ORDER_BYTES = 64 * 1024;

    private final LoopbackServer server;
    private final Pulse pulse;
    private final EventStream stream;
    private final Actions actions;
    private final URI ingest;

    private PageServer(
            int port,
            Way way,
            Journal journal,
            List<StandIn> standIns,
            List<ServiceCounters> services,
            HttpClient http) {
        this.pulse = new Pulse(journal, services, standIns, http);
        this.stream = new EventStream(journal, pulse);
        this.actions = new Actions(way, Sample.all(), standIns, http);
        this.ingest = way.ingest();
        this.server = LoopbackServer.start(port, this::handle);
    }

    /** Listens until closed; port 0 takes a free one. */
    public static PageServer start(
            int port,
            Way way,
            Journal journal,
            List<StandIn> standIns,
            List<ServiceCounters> services,
            HttpClient http) {
        PageServer page = new PageServer(port, way, journal, standIns, services, http);
        page.pulse.start();
        return page;
    }

    public URI url() {
        return server.url("/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        secure(exchange.getResponseHeaders());
        String path = exchange.getRequestURI().getPath();
        if (!ownName(exchange)) {
            Answer.text(421, "this page answers to 127.0.0.1, [::1] and localhost alone")
                    .send(exchange);
        } else if (exchange.getRequestMethod().equals("POST")) {
            order(exchange, path);
        } else if (path.equals("/api/stream")) {
            stream.run(exchange);
        } else if (path.equals("/api/setup")) {
            actions.setup().send(exchange);
        } else {
            Asset.at(path).orElseGet(() -> Answer.text(404, "no such page")).send(exchange);
        }
    }

    private void order(HttpExchange exchange, String path) throws IOException {
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            Answer.text(415, "requests must be application/json").send(exchange);
            return;
        }
        try {
            actions.post(path, Answer.body(exchange, MAX_ORDER_BYTES)).send(exchange);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ownName(HttpExchange exchange) {
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        return Set.of("127.0.0.1:" + server.port(), "[::1]:" + server.port(), "localhost:" + server.port())
                .contains(host);
    }

    private void secure(Headers headers) {
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' http://"
                        + ingest.getAuthority()
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
    }

    @Override
    public void close() {
        pulse.close();
        server.close();
    }
}
