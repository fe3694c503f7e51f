package com.runmat.telemetry.local.tap;

import com.runmat.telemetry.local.http.Answer;
import com.runmat.telemetry.local.http.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;

/**
 * Stands where clients expect the worker: hands every request on as it is and brings the answer back. What is posted to
 * {@code /ingest} is told to the witness; headers are not, so a key is never seen.
 */
public final class HttpTap implements AutoCloseable {
    /** Far above what the worker reads, so that it is the worker that refuses. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    /** What belongs to one connection and not to the message. */
    private static final Set<String> HOP =
            Set.of("connection", "content-length", "expect", "host", "keep-alive", "transfer-encoding", "upgrade");

    private final LoopbackServer server;
    private final URI worker;
    private final HttpClient http;
    private final Witness witness;

    private HttpTap(int port, URI worker, HttpClient http, Witness witness) {
        this.worker = worker;
        this.http = http;
        this.witness = witness;
        this.server = LoopbackServer.start(port, this::handle);
    }

    /**
     * Listens until closed; port 0 takes a free one.
     *
     * @param worker the worker's scheme, host and port
     */
    public static HttpTap start(int port, URI worker, HttpClient http, Witness witness) {
        return new HttpTap(port, worker, http, witness);
    }

    /** Where clients post events. */
    public URI ingest() {
        return server.url("/ingest");
    }

    private void handle(HttpExchange exchange) throws IOException {
        long now = System.currentTimeMillis();
        byte[] body = Answer.body(exchange, MAX_BYTES);
        if (body.length > MAX_BYTES) {
            Answer.json(413, "{\"error\":\"payload_too_large\"}").send(exchange);
            return;
        }
        Witness.Answered answered = tell(exchange, now, body);
        try {
            HttpResponse<byte[]> answer = http.send(request(exchange, body), BodyHandlers.ofByteArray());
            answered.with(answer.statusCode(), answer.body());
            bring(exchange, answer);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException noWorker) {
            Answer answer = Answer.json(502, "{\"error\":\"forward_failed\"}");
            answered.with(answer.status(), answer.body());
            answer.send(exchange);
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        worker.resolve(exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private Witness.Answered tell(HttpExchange exchange, long now, byte[] body) {
        boolean event = exchange.getRequestMethod().equals("POST")
                && exchange.getRequestURI().getPath().equals("/ingest");
        return event
                ? witness.request(now, header(exchange, "Content-Type"), header(exchange, "Content-Encoding"), body)
                : Witness.Answered.IGNORED;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void bring(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        new Answer(answer.statusCode(), "", answer.body()).send(exchange);
    }

    @Override
    public void close() {
        server.close();
    }
}
