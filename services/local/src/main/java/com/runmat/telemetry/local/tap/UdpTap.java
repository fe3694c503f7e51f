package com.runmat.telemetry.local.tap;

import com.runmat.telemetry.local.http.LoopbackServer;
import com.runmat.telemetry.local.http.PortBusy;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/** Stands where clients expect the forwarder: hands every datagram on as it is. */
public final class UdpTap implements AutoCloseable {
    private static final int LARGEST_DATAGRAM = 65_535;
    private static final int RECEIVE_BUFFER = 4 * 1024 * 1024;

    private final DatagramChannel channel;
    private final InetSocketAddress forwarder;
    private final Witness witness;

    private UdpTap(DatagramChannel channel, InetSocketAddress forwarder, Witness witness) {
        this.channel = channel;
        this.forwarder = forwarder;
        this.witness = witness;
    }

    /**
     * Listens until closed; port 0 takes a free one.
     *
     * @param forwarderPort the forwarder's own, on this machine
     * @throws PortBusy when the port is taken
     */
    public static UdpTap start(int port, int forwarderPort, Witness witness) {
        try {
            DatagramChannel channel = bind(port);
            UdpTap tap = new UdpTap(channel, new InetSocketAddress(LoopbackServer.loopback(), forwarderPort), witness);
            Thread.ofPlatform().daemon().name("udp-tap").start(tap::run);
            return tap;
        } catch (IOException noSocket) {
            throw new IllegalStateException("cannot listen on UDP port " + port, noSocket);
        }
    }

    private static DatagramChannel bind(int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        try {
            return channel.bind(new InetSocketAddress(LoopbackServer.loopback(), port));
        } catch (BindException busy) {
            channel.close();
            throw new PortBusy(port, busy);
        }
    }

    public int port() {
        return channel.socket().getLocalPort();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
        while (channel.isOpen()) {
            try {
                channel.receive(buffer.clear());
                passOn(buffer.flip());
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException lost) {
                // a datagram is best effort; the next one may do better
            }
        }
    }

    private void passOn(ByteBuffer buffer) throws IOException {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        witness.datagram(System.currentTimeMillis(), bytes);
        channel.send(buffer.rewind(), forwarder);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closedAnyway) {
            // nothing is left to release
        }
    }
}
