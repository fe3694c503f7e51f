package com.runmat.telemetry.infra.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry on the loopback interface that knows nothing but which manifests are there. */
final class FakeRegistry implements AutoCloseable {
    private static final String MANIFEST = """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[],"config":\
            {"mediaType":"application/vnd.oci.image.config.v1+json","size":2,"digest":\
            "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}}""";

    private final HttpServer server;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int refusal;

    FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** The folder {@code telemetry} of this registry. */
    String repository() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/telemetry";
    }

    FakeRegistry holds(String module, String tag) {
        held.add("/v2/telemetry/" + module + "/manifests/" + tag);
        return this;
    }

    /** From now on answers this status. */
    void refuse(int status) {
        refusal = status;
    }

    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            if (refusal != 0) {
                exchange.sendResponseHeaders(refusal, -1);
            } else if (held.contains(path)) {
                manifest(exchange);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void manifest(HttpExchange exchange) throws IOException {
        var body = MANIFEST.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.oci.image.manifest.v1+json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
