package com.runmat.telemetry.local;

import com.runmat.telemetry.local.child.Jars;
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

/** All that {@code ./telemetry local} starts, on free ports. */
final class Running implements AutoCloseable {
    private final Resources resources = new Resources();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Pipeline pipeline;

    private Running() {
        pipeline = Pipeline.open(new Places(0, 0, 0), resources);
        pipeline.startServices(Jars.besideThisCode(), line -> {}, sentence -> {});
    }

    static Running start() {
        return new Running();
    }

    Pipeline pipeline() {
        return pipeline;
    }

    String page() {
        return pipeline.pageUrl().toString();
    }

    URI ingest() {
        return pipeline.way().ingest();
    }

    int https(String event) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ingest())
                .header("content-type", "application/json")
                .header("x-telemetry-key", pipeline.way().key())
                .POST(BodyPublishers.ofString(event))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    void udp(String event) throws IOException {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket(0, LoopbackServer.loopback())) {
            socket.send(new DatagramPacket(
                    bytes,
                    bytes.length,
                    LoopbackServer.loopback(),
                    pipeline.way().udpPort()));
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
