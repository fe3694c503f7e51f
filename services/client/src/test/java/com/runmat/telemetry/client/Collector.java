package com.runmat.telemetry.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens as the real endpoints do, on free ports of this machine, and keeps everything that arrives. */
final class Collector implements AutoCloseable {
    static final String KEY = "test-key";

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final List<String> datagrams = new CopyOnWriteArrayList<>();
    private final HttpServer http;
    private final DatagramSocket udp;
    private final int status;

    /** One POST. */
    record Request(String path, String key, String contentType, String body) {}

    Collector() {
        this(200);
    }

    /** Answers every request with this status. */
    Collector(int status) {
        this.status = status;
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            http = HttpServer.create(new InetSocketAddress(loopback, 0), 50);
            http.createContext("/", this::answer);
            http.start();
            udp = new DatagramSocket(new InetSocketAddress(loopback, 0));
            Thread.ofPlatform().daemon().name("udp").start(this::receive);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/ingest";
    }

    String udpEndpoint() {
        return "127.0.0.1:" + udp.getLocalPort();
    }

    /** A client's environment that leads here, with telemetry on. */
    Map<String, String> environment(String home) {
        return new HashMap<>(Map.of(
                "HOME",
                home,
                "RUNMAT_TELEMETRY_KEY",
                KEY,
                "RUNMAT_TELEMETRY_ENDPOINT",
                endpoint(),
                "RUNMAT_TELEMETRY_UDP_ENDPOINT",
                udpEndpoint()));
    }

    List<String> bodies() {
        return requests.stream().map(Request::body).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                exchange.getRequestURI().getPath(),
                String.valueOf(headers.getFirst("x-telemetry-key")),
                String.valueOf(headers.getFirst("content-type")),
                body));
        exchange.getResponseHeaders().add("location", endpoint() + "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void receive() {
        byte[] buffer = new byte[65_536];
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                udp.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                datagrams.add(new String(bytes, StandardCharsets.UTF_8));
            } catch (SocketException closed) {
                return;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @Override
    public void close() {
        http.stop(0);
        udp.close();
    }
}
