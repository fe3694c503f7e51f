package com.runmat.telemetry.infra.region.forwarder;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** What a forwarder has open, in a process of its own, and one port more. Says "listening" and goes on until it is ended. */
final class Listener {
    private Listener() {}

    public static void main(String[] args) throws IOException {
        HttpServer health = HttpServer.create(new InetSocketAddress(Namespaces.HEALTH_PORT), 50);
        health.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        health.start();
        try (ServerSocket other = new ServerSocket(Namespaces.OTHER_PORT);
                DatagramSocket telemetry = new DatagramSocket(Namespaces.TELEMETRY_PORT)) {
            System.out.println("listening");
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            while (!other.isClosed()) {
                telemetry.receive(packet);
            }
        }
    }
}
