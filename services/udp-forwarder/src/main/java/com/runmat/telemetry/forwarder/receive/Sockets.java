package com.runmat.telemetry.forwarder.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens several sockets on one UDP port. The wildcard address takes IPv4 and IPv6 alike (IPv4 alone where the machine has no IPv6). The kernel spreads
 * senders over them (SO_REUSEPORT), so that their buffers hold a burst together.
 */
public final class Sockets {
    private Sockets() {}

    /**
     * Opens {@code count} sockets on each address that do not block.
     *
     * @param addresses local ones, at least one
     * @param port 0 for any free one, the same for all
     * @param receiveBuffer bytes asked for each; the kernel gives at most {@code net.core.rmem_max}
     * @throws IOException when the port is taken or an address is not this machine's
     */
    public static List<DatagramChannel> open(List<InetAddress> addresses, int port, int count, int receiveBuffer)
            throws IOException {
        List<DatagramChannel> channels = new ArrayList<>();
        try {
            int chosen = port;
            for (int i = 0; i < count * addresses.size(); i++) {
                DatagramChannel channel = DatagramChannel.open();
                channels.add(channel);
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
                channel.bind(new InetSocketAddress(addresses.get(i / count), chosen));
                channel.configureBlocking(false);
                chosen = port(channel);
            }
            return channels;
        } catch (IOException failed) {
            close(channels);
            throw failed;
        }
    }

    static void close(List<DatagramChannel> channels) throws IOException {
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }

    /** How many of them share the first one's address. */
    static int ofOneAddress(List<DatagramChannel> channels) throws IOException {
        SocketAddress first = channels.getFirst().getLocalAddress();
        int count = 0;
        for (DatagramChannel channel : channels) {
            count += first.equals(channel.getLocalAddress()) ? 1 : 0;
        }
        return count;
    }

    public static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }
}
