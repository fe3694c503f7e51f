package com.runmat.telemetry.client;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Sends an event as one datagram and expects no answer. Used by the background thread alone. */
final class UdpPath {
    /** A larger datagram may be cut into fragments on its way (an MTU of 1,280 less headers is what every path has), and those get lost. */
    static final int LIMIT = 1_200;

    private final Endpoints.Udp destination;

    UdpPath(Endpoints.Udp destination) {
        this.destination = destination;
    }

    Count send(byte[] payload) {
        if (payload.length >= LIMIT) {
            return Count.TOO_LARGE_FOR_UDP;
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress address = InetAddress.getByName(destination.host());
            socket.send(new DatagramPacket(payload, payload.length, address, destination.port()));
            return Count.SENT_UDP;
        } catch (IOException | RuntimeException failed) {
            return Count.FAILED_UDP;
        }
    }
}
