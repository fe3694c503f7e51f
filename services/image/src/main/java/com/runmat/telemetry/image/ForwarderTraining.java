package com.runmat.telemetry.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Map;

/** The forwarder: its key from Secret Manager, datagrams of each kind, and the pages. */
record ForwarderTraining() implements Training {
    @Override
    public Map<String, String> settings(StandIn standIn) {
        return Map.of(
                "UDP_PORT", "0",
                "HEALTH_PORT", "0",
                "TELEMETRY_HTTP_ENDPOINT", standIn.https() + "/ingest",
                "TELEMETRY_INGESTION_KEY_SECRET", "projects/p/secrets/s/versions/1",
                "GCE_METADATA_HOST", standIn.plain(),
                "FORWARDER_SECRET_MANAGER_URL", standIn.https(),
                "FORWARDER_LINGER", "10ms",
                "FORWARDER_REQUEST_TIMEOUT", "30s",
                "FORWARDER_DRAIN", "0ms");
    }

    @Override
    public void drive(RunningService service, StandIn standIn) throws IOException, InterruptedException {
        var loopback = InetAddress.getLoopbackAddress();
        try (var client = new TrainingClient(service.port("health_port"), "");
                var socket = new DatagramSocket(0, loopback)) {
            socket.connect(loopback, service.port("udp_port"));
            client.getWhenReady("/ready");
            for (int round = 0; round < ROUNDS; round++) {
                client.get("/health", 200);
                client.get("/metrics", 200);
                send(socket, "no event");
                for (String event : EVENTS) {
                    send(socket, event.formatted("session-" + round));
                }
                standIn.awaitOneMore();
            }
        }
    }

    private static void send(DatagramSocket socket, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length));
    }
}
