package com.runmat.telemetry.probe;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Field;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A worker and a forwarder in one, as far as the probe sees them: real sockets, the contract's own reader. */
final class FakeWorker implements AutoCloseable {
    static final String KEY = "right-key";

    final AtomicLong probedByUdp = new AtomicLong(41);
    volatile int health = 200;
    volatile boolean countsProbes = true;

    /** Another instance behind the same address, which answers every other look and has counted this much; null for none. */
    volatile @Nullable Long otherInstanceCounted;

    /** Datagrams that get lost before the others arrive. */
    volatile int loses;

    /** Whom callers took it for. */
    final Set<String> hosts = ConcurrentHashMap.newKeySet();

    private final AtomicLong looks = new AtomicLong();
    private final HttpServer http;
    private final DatagramSocket udp;

    FakeWorker(@Nullable SSLContext tls) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        http = tls == null ? HttpServer.create(anyPort, 10) : secure(anyPort, tls);
        http.createContext("/", this::answer);
        http.start();
        udp = new DatagramSocket(anyPort);
        Thread.ofPlatform().daemon().start(this::receive);
    }

    String endpoint() {
        String scheme = http instanceof HttpsServer ? "https" : "http";
        return scheme + "://localhost:" + http.getAddress().getPort() + "/ingest";
    }

    int port() {
        return http.getAddress().getPort();
    }

    String udpEndpoint() {
        return "127.0.0.1:" + udp.getLocalPort();
    }

    private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, 10);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        hosts.add(exchange.getRequestHeaders().getFirst("host"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean known = KEY.equals(exchange.getRequestHeaders().getFirst("x-telemetry-key"));
        switch (exchange.getRequestURI().getPath()) {
            case "/health" -> reply(exchange, health, "");
            case "/ingest" -> reply(exchange, !known ? 401 : marked(body) ? 200 : 400, "");
            case "/metrics" -> reply(exchange, known ? 200 : 401, metrics());
            default -> reply(exchange, 404, "");
        }
    }

    private String metrics() {
        Long other = looks.getAndIncrement() % 2 == 1 ? otherInstanceCounted : null;
        String start = "process_start_time_seconds " + (other == null ? "1764000000.120\n" : "1764000000.450\n");
        String help =
                "# HELP telemetry_worker_probe_udp_total probes\n# TYPE telemetry_worker_probe_udp_total counter\n";
        String counted = "telemetry_worker_probe_udp_total " + (other == null ? probedByUdp.get() : other) + "\n";
        return start + (countsProbes ? help + counted : "telemetry_worker_received_total 9\n");
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void receive() {
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        try {
            for (int received = 0; true; received++) {
                udp.receive(packet);
                if (received >= loses && marked(Arrays.copyOf(packet.getData(), packet.getLength()))) {
                    probedByUdp.incrementAndGet();
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static boolean marked(byte[] bytes) {
        var read = new EventReader((why, name) -> {
                    throw new AssertionError(why + " " + name);
                })
                .read(bytes, 0, bytes.length, new Arrival(System.currentTimeMillis(), "udp"));
        return read instanceof Event event && "probe".equals(event.value(Field.RELEASE));
    }

    @Override
    public void close() {
        http.stop(0);
        udp.close();
    }
}
