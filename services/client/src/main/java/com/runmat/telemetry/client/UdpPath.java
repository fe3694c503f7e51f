package com.runmat.telemetry.client;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends an event as one datagram and expects no answer.
 *
 * <p>A name may have several addresses. One is dead when this machine cannot send to it (no route, no such family) or when the
 * network says so (ICMP unreachable, which a connected socket reports); the datagram then goes to the next one. The network's word
 * comes after the datagram has been counted as sent, so it is listened for afterwards, for a moment, and once more before the next
 * event. An address that swallows datagrams cannot be told from one that takes them.
 */
final class UdpPath implements Transport {
    /** A larger datagram may be cut into fragments on its way (an MTU of 1,280 less headers is what every path has), and those get lost. */
    static final int LIMIT = 1_200;

    /** Enough for a word from this machine or from its own network. */
    private static final int NEAR_MS = 20;

    private final Endpoints.Udp destination;
    private final Deque<InetAddress> untried = new ArrayDeque<>();
    private final Set<InetAddress> dead = new HashSet<>();
    private @Nullable DatagramSocket socket;

    UdpPath(Endpoints.Udp destination) {
        this.destination = destination;
    }

    @Override
    public Count send(byte[] payload) {
        if (payload.length >= LIMIT) {
            return Count.TOO_LARGE_FOR_UDP;
        }
        if (!untried.isEmpty()) {
            unreachable(1);
        }
        try {
            lookUp();
            return sendToNext(payload) ? Count.SENT_UDP : failed();
        } catch (UnknownHostException | SecurityException unknown) {
            return failed();
        }
    }

    @Override
    public void afterwards(byte[] payload) {
        boolean sent = true;
        while (sent && !untried.isEmpty() && unreachable(NEAR_MS)) {
            sent = sendToNext(payload);
        }
    }

    @Override
    public Count failed() {
        return Count.FAILED_UDP;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
        }
    }

    /** Those that were dead the last time come last: they may live again. */
    private void lookUp() throws UnknownHostException {
        untried.clear();
        for (InetAddress address : InetAddress.getAllByName(destination.host())) {
            if (!dead.contains(address)) {
                untried.add(address);
            }
        }
        untried.addAll(dead);
        dead.clear();
    }

    private boolean sendToNext(byte[] payload) {
        while (!untried.isEmpty()) {
            InetAddress address = untried.remove();
            try {
                close();
                socket = new DatagramSocket();
                socket.connect(new InetSocketAddress(address, destination.port()));
                socket.send(new DatagramPacket(payload, payload.length));
                return true;
            } catch (IOException | RuntimeException notThere) {
                dead.add(address);
            }
        }
        return false;
    }

    /** Whether the network says within this time that the last datagram's address cannot be reached. */
    private boolean unreachable(int millis) {
        if (socket == null) {
            return false;
        }
        InetAddress address = socket.getInetAddress();
        try {
            socket.setSoTimeout(millis);
            socket.receive(new DatagramPacket(new byte[1], 1));
            return false;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException | RuntimeException said) {
            return address != null && dead.add(address);
        }
    }
}
