package com.runmat.telemetry.local;

import com.runmat.telemetry.local.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;

/**
 * Ports for services that take theirs from the environment and so cannot ask for a free one. Somebody may take one before
 * the service does; the service then says so and ends.
 *
 * @param worker the worker's HTTP
 * @param forwarder the forwarder's UDP
 * @param health the forwarder's health and metrics
 */
record FreePorts(int worker, int forwarder, int health) {
    static FreePorts find() {
        try (ServerSocket first = new ServerSocket(0, 1, LoopbackServer.loopback());
                ServerSocket second = new ServerSocket(0, 1, LoopbackServer.loopback());
                DatagramSocket datagrams = new DatagramSocket(0, LoopbackServer.loopback())) {
            return new FreePorts(first.getLocalPort(), datagrams.getLocalPort(), second.getLocalPort());
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }
}
