package com.runmat.telemetry.forwarder.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests for {@link Sockets}. */
@EnabledOnOs(OS.LINUX)
class SocketsTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.2");

    @Test
    void open_twoAddresses_haveOnePortAndTheirOwnSockets() throws IOException {
        List<DatagramChannel> channels = Sockets.open(List.of(ONE, OTHER), 0, 3, 64 << 10);
        try {
            Set<Integer> ports = new HashSet<>();
            for (DatagramChannel channel : channels) {
                ports.add(Sockets.port(channel));
            }
            assertEquals(6, channels.size());
            assertEquals(1, ports.size(), ports::toString);
            assertEquals(3, Sockets.ofOneAddress(channels));
        } finally {
            Sockets.close(channels);
        }
    }

    @Test
    void open_portTaken_closesWhatItHadOpened() throws IOException {
        try (DatagramChannel taken = DatagramChannel.open().bind(new InetSocketAddress(OTHER, 0))) {
            int port = Sockets.port(taken);
            assertThrows(BindException.class, () -> Sockets.open(List.of(ONE, OTHER), port, 2, 64 << 10));
            // would fail while a socket without SO_REUSEPORT or one with it is left open
            DatagramChannel.open().bind(new InetSocketAddress(ONE, port)).close();
        }
    }
}
