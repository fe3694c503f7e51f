package com.runmat.telemetry.local.tap;

import com.runmat.telemetry.local.http.PortBusy;
import com.runmat.telemetry.ops.ListenAddresses;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/** Stands where clients expect the forwarder: hands every datagram on as it is, over the same family of addresses. */
public final class UdpTap implements AutoCloseable {
    private static final int LARGEST_DATAGRAM = 65_535;
    private static final int RECEIVE_BUFFER = 4 * 1024 * 1024;

    private final List<DatagramChannel> channels = new ArrayList<>();
    private final Witness witness;

    private UdpTap(Witness witness) {
        this.witness = witness;
    }

    /**
     * Listens on the loopback addresses until closed; port 0 takes a free one.
     *
     * @param forwarderPort the forwarder's own, on this machine
     * @throws PortBusy when the port is taken
     */
    public static UdpTap start(int port, int forwarderPort, Witness witness) {
        UdpTap tap = new UdpTap(witness);
        int chosen = port;
        try {
            for (InetAddress address : ListenAddresses.loopback()) {
                tap.listen(new InetSocketAddress(address, chosen), new InetSocketAddress(address, forwarderPort));
                chosen = tap.port();
            }
            return tap;
        } catch (BindException busy) {
            tap.close();
            throw new PortBusy(chosen, busy);
        } catch (IOException noSocket) {
            tap.close();
            throw new IllegalStateException("cannot listen on UDP port " + chosen, noSocket);
        }
    }

    private void listen(InetSocketAddress address, InetSocketAddress forwarder) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channels.add(channel);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        channel.bind(address);
        Thread.ofPlatform().daemon().name("udp-tap").start(() -> run(channel, forwarder));
    }

    public int port() {
        return channels.getFirst().socket().getLocalPort();
    }

    private void run(DatagramChannel channel, InetSocketAddress forwarder) {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
        while (channel.isOpen()) {
            try {
                channel.receive(buffer.clear());
                passOn(buffer.flip(), channel, forwarder);
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException lost) {
                // a datagram is best effort; the next one may do better
            }
        }
    }

    private void passOn(ByteBuffer buffer, DatagramChannel channel, InetSocketAddress forwarder) throws IOException {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        witness.datagram(System.currentTimeMillis(), bytes);
        channel.send(buffer.rewind(), forwarder);
    }

    @Override
    public void close() {
        for (DatagramChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException closedAnyway) {
                // nothing is left to release
            }
        }
    }
}
