package com.runmat.telemetry.forwarder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for BIND_ADDRESS: datagrams and health. */
@Timeout(120)
class BindAddressTest extends RunningForwarder {
    BindAddressTest() throws IOException {}

    @Test
    void loopback_takesFromItsAddressesAlone() throws IOException {
        restart("BIND_ADDRESS", "loopback");
        List<InetAddress> loopback = addresses(true);
        for (InetAddress address : addresses(false)) {
            send(address);
            assertThrows(IOException.class, () -> connect(address), address::toString);
        }
        for (InetAddress address : loopback) {
            send(address);
            connect(address);
        }
        awaitEnds(loopback.size());
    }

    @Test
    void nothingSet_takesFromEveryAddress() throws IOException {
        List<InetAddress> loopback = addresses(true);
        List<InetAddress> others = addresses(false);
        for (List<InetAddress> some : List.of(loopback, others)) {
            for (InetAddress address : some) {
                send(address);
                connect(address);
            }
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(loopback.size() + others.size(), value(ForwarderCounter.RECEIVED)));
    }

    @Test
    void addressOfAnotherMachine_cannotStart() {
        assertThrows(IOException.class, () -> start("BIND_ADDRESS", "127.0.0.1,192.0.2.1"));
    }

    private void send(InetAddress address) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.send(
                    ByteBuffer.wrap(Sender.event(0).getBytes(UTF_8)),
                    new InetSocketAddress(address, forwarder().udpPort()));
        }
    }

    private void connect(InetAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, forwarder().healthPort()), 10_000);
        }
    }

    /** This machine's; those of one link need a scope that depends on the machine. */
    private static List<InetAddress> addresses(boolean loopback) throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.isLoopbackAddress() == loopback && !address.isLinkLocalAddress())
                .toList();
    }
}
