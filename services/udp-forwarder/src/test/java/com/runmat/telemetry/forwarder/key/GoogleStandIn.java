package com.runmat.telemetry.forwarder.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** The metadata server and Secret Manager, as both answer, on one free port. */
public final class GoogleStandIn implements AutoCloseable {
    public static final String VERSION = "projects/p/secrets/key/versions/latest";
    private static final String TOKEN_PATH = "/computeMetadata/v1/instance/service-accounts/default/token";

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final AtomicInteger reads = new AtomicInteger();
    private volatile String data = "";
    private volatile int status = 200;

    /** Holds this secret. */
    public GoogleStandIn(String secret) throws IOException {
        store(secret);
        server.createContext(TOKEN_PATH, exchange -> {
            boolean asked = "Google".equals(exchange.getRequestHeaders().getFirst("Metadata-Flavor"));
            answer(
                    exchange,
                    asked ? 200 : 403,
                    "{\"access_token\":\"tok\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
        });
        server.createContext("/v1/" + VERSION + ":access", exchange -> {
            reads.incrementAndGet();
            boolean allowed = "Bearer tok".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String body = "{\"name\":\"projects/1/secrets/key/versions/2\",\"payload\":{\"data\":\"" + data
                    + "\",\"dataCrc32c\":\"1\"}}";
            answer(exchange, allowed ? status : 401, status == 200 ? body : "{\"error\":{}}");
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    public void store(String secret) {
        storeData(Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
    }

    void storeData(String base64) {
        data = base64;
    }

    void status(int next) {
        status = next;
    }

    int reads() {
        return reads.get();
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
