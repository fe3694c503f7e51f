package com.runmat.telemetry.worker.kit;

import com.runmat.telemetry.kit.RefusingPort;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A back end on a free port, which records what it took and answers as it is told. */
public abstract class BackEndServer implements AutoCloseable {
    /** One request as it arrived, its body inflated. */
    public record Request(String method, String path, String query, boolean gzip, String body, String headers) {}

    /** How to answer; a status of 0 breaks the connection without an answer. */
    public record Reply(
            int status,
            String body,
            Duration delay,
            @Nullable String retryAfter) {
        public static Reply of(int status) {
            return new Reply(status, "{\"status\":" + (status == 200 ? 1 : 0) + "}", Duration.ZERO, null);
        }

        public Reply after(Duration delay) {
            return new Reply(status, body, delay, retryAfter);
        }

        public Reply retryAfter(String seconds) {
            return new Reply(status, body, delay, seconds);
        }

        public Reply body(String text) {
            return new Reply(status, text, delay, retryAfter);
        }
    }

    /** Keeps the port, which nobody else can then take between two servers; while none listens it refuses connections. */
    private final RefusingPort port = new RefusingPort(0);

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Function<Request, @Nullable Reply> mood = request -> null;
    private final @Nullable SSLContext certificate;
    private HttpServer server;

    /** @param certificate for HTTPS; null for HTTP */
    BackEndServer(@Nullable SSLContext certificate) {
        this.certificate = certificate;
        server = listen();
    }

    public String url() {
        return certificate == null ? "http://127.0.0.1:" + port.port() : "https://localhost:" + port.port();
    }

    /** Every request, whatever it was answered. */
    public List<Request> requests() {
        return requests;
    }

    /** What to answer before the request is even looked at; null to look at it. */
    public void mood(Function<Request, @Nullable Reply> mood) {
        this.mood = mood;
    }

    /** Takes whatever comes, but answers nothing until it is released. */
    public static Function<Request, @Nullable Reply> heldUntil(CountDownLatch released) {
        return request -> {
            try {
                released.await();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
            return Reply.of(200);
        };
    }

    /** Breaks every connection and refuses new ones. */
    public void stop() {
        server.stop(0);
    }

    public void startAgain() {
        server = listen();
    }

    @Override
    public void close() {
        server.stop(0);
        port.close();
        threads.shutdownNow();
    }

    /** Answers as the real one, and keeps what it takes. */
    abstract Reply take(Request request);

    private HttpServer listen() {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port());
            HttpServer listening = certificate == null ? HttpServer.create(address, 100) : https(address, certificate);
            listening.createContext("/", this::handle);
            listening.setExecutor(threads);
            listening.start();
            return listening;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static HttpServer https(InetSocketAddress address, SSLContext certificate) throws IOException {
        HttpsServer listening = HttpsServer.create(address, 100);
        listening.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return listening;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            requests.add(request);
            Reply reply = mood.apply(request);
            if (reply == null) {
                reply = take(request);
            } else if (reply.status() == 200) {
                take(request);
            }
            answer(exchange, reply);
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream body = gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            String query = exchange.getRequestURI().getRawQuery();
            return new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    query == null ? "" : query,
                    gzip,
                    new String(body.readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().entrySet().toString());
        }
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        try {
            Thread.sleep(reply.delay());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        if (reply.status() == 0) {
            return;
        }
        if (reply.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", reply.retryAfter());
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
