package com.runmat.telemetry.infra.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A registry on the loopback interface that knows nothing but which manifests are there. Speaks plain HTTP and hangs up
 * on TLS at once, as registries do; the JDK's own server would wait for the rest of a request that never comes.
 */
final class FakeRegistry implements AutoCloseable {
    private static final String MANIFEST = """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[],"config":\
            {"mediaType":"application/vnd.oci.image.config.v1+json","size":2,"digest":\
            "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}}""";

    private final ServerSocket server;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int refusal;

    FakeRegistry() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var accepting = new Thread(this::accept, "fake-registry");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** The folder {@code telemetry} of this registry. */
    String repository() {
        return "127.0.0.1:" + server.getLocalPort() + "/telemetry";
    }

    FakeRegistry holds(String module, String tag) {
        held.add("/v2/telemetry/" + module + "/manifests/" + tag);
        return this;
    }

    /** From now on answers this status. */
    void refuse(int status) {
        refusal = status;
    }

    /** The paths that were asked for, in order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** How often anyone connected at all, by whatever protocol. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                connections.incrementAndGet();
                answer(connection);
            } catch (IOException hungUp) {
                // the next one, or the end
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1), 1);
        int first = lines.read();
        if (!Character.isUpperCase(first)) {
            return; // TLS
        }
        var path = lines.readLine().split(" ", 3)[1];
        while (!lines.readLine().isEmpty()) {
            // headers say nothing of interest
        }
        requests.add(path);
        connection.getOutputStream().write(response(path).getBytes(ISO_8859_1));
    }

    private String response(String path) {
        int status = refusal != 0 ? refusal : held.contains(path) ? 200 : 404;
        var body = status == 200 ? MANIFEST : "";
        return "HTTP/1.1 " + status + " x\r\nConnection: close\r\n"
                + "Content-Type: application/vnd.oci.image.manifest.v1+json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
