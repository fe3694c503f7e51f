package com.runmat.telemetry.forwarder.receive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens several sockets on one UDP port, for IPv4 and IPv6 alike (IPv4 alone where the machine has no IPv6). The kernel spreads
 * senders over them (SO_REUSEPORT), so that each receiver thread has a queue of its own.
 */
public final class Sockets {
    private Sockets() {}

    /**
     * Opens {@code count} sockets that do not block.
     *
     * @param port 0 for any free one
     * @param receiveBuffer bytes asked for each; the kernel gives at most {@code net.core.rmem_max}
     * @throws IOException when the port is taken
     */
    public static List<DatagramChannel> open(int port, int count, int receiveBuffer) throws IOException {
        List<DatagramChannel> channels = new ArrayList<>();
        try {
            int chosen = port;
            for (int i = 0; i < count; i++) {
                DatagramChannel channel = DatagramChannel.open();
                channels.add(channel);
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
                channel.bind(new InetSocketAddress(chosen));
                channel.configureBlocking(false);
                chosen = port(channel);
            }
            return channels;
        } catch (IOException failed) {
            for (DatagramChannel channel : channels) {
                channel.close();
            }
            throw failed;
        }
    }

    public static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }
}
