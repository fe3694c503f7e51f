package com.runmat.telemetry.local.tap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.runmat.telemetry.kit.RefusingPort;
import com.runmat.telemetry.local.http.Answer;
import com.runmat.telemetry.local.http.LoopbackServer;
import com.runmat.telemetry.local.http.PortBusy;
import com.runmat.telemetry.ops.ListenAddresses;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class TapTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<String> witnessed = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Witness witness = new Witness() {
        @Override
        public Answered request(long atMillis, String type, String encoding, byte[] body) {
            witnessed.add("request " + type + " " + body.length);
            return (status, answer) -> witnessed.add("answer " + status);
        }

        @Override
        public void datagram(long atMillis, byte[] bytes) {
            witnessed.add("datagram " + bytes.length);
        }
    };

    @Test
    void http_isPassedOnByteForByte_andSoIsTheAnswer() throws Exception {
        byte[] body = everyByte();
        BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
        try (LoopbackServer worker = LoopbackServer.start(0, exchange -> echo(exchange, arrived));
                HttpTap tap = HttpTap.start(0, worker.url(""), http, witness)) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(tap.ingest() + "?a=%20b"))
                            .header("content-type", "application/json")
                            .header("x-telemetry-key", "k")
                            .POST(BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofByteArray());

            assertArrayEquals(body, arrived.take());
            assertArrayEquals(body, answer.body());
            assertEquals(418, answer.statusCode());
            assertEquals(
                    "k /ingest?a=%20b", answer.headers().firstValue("x-echo").orElseThrow());
            assertEquals(List.of("request application/json 256", "answer 418"), witnessed);
        }
    }

    @Test
    void http_otherPaths_arePassedOnUnseen() throws Exception {
        try (LoopbackServer worker = LoopbackServer.start(
                        0, exchange -> Answer.text(200, "well").send(exchange));
                HttpTap tap = HttpTap.start(0, worker.url(""), http, witness)) {
            HttpRequest request =
                    HttpRequest.newBuilder(tap.ingest().resolve("/health")).build();

            assertEquals("well", http.send(request, BodyHandlers.ofString()).body());
            assertEquals(List.of(), witnessed);
        }
    }

    @Test
    void http_withoutWorker_answers502() throws Exception {
        try (RefusingPort refusing = new RefusingPort(0);
                HttpTap tap = HttpTap.start(0, URI.create("http://127.0.0.1:" + refusing.port()), http, witness)) {
            HttpRequest request = HttpRequest.newBuilder(tap.ingest())
                    .POST(BodyPublishers.ofString("{}"))
                    .build();

            assertEquals(502, http.send(request, BodyHandlers.ofString()).statusCode());
            assertEquals(List.of("request  2", "answer 502"), witnessed);
        }
    }

    @Test
    void udp_isPassedOnByteForByte() throws Exception {
        byte[] body = everyByte();
        try (DatagramSocket forwarder = new DatagramSocket(0, LoopbackServer.loopback());
                UdpTap tap = UdpTap.start(0, forwarder.getLocalPort(), witness);
                DatagramSocket client = new DatagramSocket()) {
            client.send(new DatagramPacket(body, body.length, LoopbackServer.loopback(), tap.port()));
            DatagramPacket arrived = new DatagramPacket(new byte[1000], 1000);
            forwarder.setSoTimeout((int) SOON.toMillis());
            forwarder.receive(arrived);

            assertArrayEquals(body, Arrays.copyOf(arrived.getData(), arrived.getLength()));
            await().atMost(SOON).until(() -> witnessed.equals(List.of("datagram 256")));
        }
    }

    @Test
    void taps_answerOnEveryLoopbackAddress() throws Exception {
        List<InetAddress> addresses = ListenAddresses.loopback();
        try (LoopbackServer worker = LoopbackServer.start(
                        0, exchange -> Answer.text(200, "well").send(exchange));
                HttpTap tap = HttpTap.start(0, worker.url(""), http, witness);
                UdpTap udp = UdpTap.start(0, worker.port(), witness);
                DatagramSocket client = new DatagramSocket()) {
            for (InetAddress address : addresses) {
                try (Socket socket = new Socket(address, tap.ingest().getPort())) {
                    assertEquals(address, socket.getInetAddress());
                }
                client.send(new DatagramPacket(new byte[3], 3, address, udp.port()));
            }
            await().atMost(SOON).until(() -> witnessed.equals(Collections.nCopies(addresses.size(), "datagram 3")));
        }
    }

    @Test
    void udp_onABusyPort_namesIt() throws Exception {
        try (DatagramSocket other = new DatagramSocket(0, LoopbackServer.loopback())) {
            PortBusy busy = assertThrows(PortBusy.class, () -> UdpTap.start(other.getLocalPort(), 1, witness));

            assertEquals(other.getLocalPort(), busy.port());
        }
    }

    private static void echo(HttpExchange exchange, BlockingQueue<byte[]> arrived) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        arrived.add(body);
        exchange.getResponseHeaders()
                .set(
                        "x-echo",
                        exchange.getRequestHeaders().getFirst("x-telemetry-key") + " " + exchange.getRequestURI());
        new Answer(418, "application/octet-stream", body).send(exchange);
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
