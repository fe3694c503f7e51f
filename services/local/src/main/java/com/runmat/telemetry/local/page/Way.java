package com.runmat.telemetry.local.page;

import com.runmat.telemetry.local.http.LoopbackServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Where clients send, and the lines that make them do so.
 *
 * @param ingest the HTTP endpoint
 * @param udpPort the UDP endpoint's port on this machine
 * @param key what the worker accepts
 */
public record Way(URI ingest, int udpPort, String key) {
    private static final String EXAMPLE = """
            {"event_label":"runtime_started","session_id":"try-1","run_kind":"script","os":"linux","arch":"x86_64"}""";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Lines for a shell. */
    record Lines(String name, String text) {}

    List<Lines> lines() {
        return List.of(
                new Lines(
                        "RunMat CLI",
                        "export RUNMAT_TELEMETRY_ENDPOINT=" + ingest
                                + "\nexport RUNMAT_TELEMETRY_UDP_ENDPOINT=127.0.0.1:" + udpPort
                                + "\nexport RUNMAT_TELEMETRY_KEY=" + key),
                new Lines(
                        "curl",
                        "curl -i " + ingest + " -H 'content-type: application/json' -H 'x-telemetry-key: " + key
                                + "' -d '" + EXAMPLE + "'"),
                new Lines("nc", "printf '%s' '" + EXAMPLE + "' | nc -u -w1 127.0.0.1 " + udpPort));
    }

    void https(HttpClient http, String event) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ingest)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .header("x-telemetry-key", key)
                .POST(BodyPublishers.ofString(event))
                .build();
        http.send(request, BodyHandlers.discarding());
    }

    void udp(String event) throws IOException {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket(0, LoopbackServer.loopback())) {
            socket.send(new DatagramPacket(bytes, bytes.length, LoopbackServer.loopback(), udpPort));
        }
    }
}
