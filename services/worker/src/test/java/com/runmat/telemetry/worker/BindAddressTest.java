package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.runmat.telemetry.worker.http.server.CannotListen;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Tests for BIND_ADDRESS. */
class BindAddressTest {
    @Test
    void start_loopback_answersOnItsAddressesAlone() throws IOException {
        try (Worker worker = start("loopback")) {
            for (InetAddress address : addresses(true)) {
                connect(address, worker.port());
            }
            for (InetAddress address : addresses(false)) {
                assertThrows(IOException.class, () -> connect(address, worker.port()), address::toString);
            }
        }
    }

    @Test
    void start_nothingSet_answersOnEveryAddress() throws IOException {
        try (Worker worker = start("")) {
            for (boolean loopback : new boolean[] {true, false}) {
                for (InetAddress address : addresses(loopback)) {
                    connect(address, worker.port());
                }
            }
        }
    }

    /** More than once: a socket that is closed late shows only now and then. */
    @RepeatedTest(20)
    void start_oneAddressTaken_opensNone() throws IOException {
        List<InetAddress> loopback = addresses(true);
        assumeTrue(loopback.size() > 1, "this machine has no ::1");
        try (Worker first = start("::1")) {
            String port = Integer.toString(first.port());
            assertThrows(
                    CannotListen.class,
                    () -> Worker.start(TestWorker.settings(
                            TestWorker.environment("BIND_ADDRESS", "127.0.0.1,::1", "PORT", port))));
            assertThrows(IOException.class, () -> connect(InetAddress.ofLiteral("127.0.0.1"), first.port()));
        }
    }

    @Test
    void start_addressOfAnotherMachine_cannotListen() {
        assertThrows(CannotListen.class, () -> start("192.0.2.1"));
        assertThrows(CannotListen.class, () -> start("192.0.2.1,127.0.0.1"));
    }

    private static Worker start(String bindAddress) {
        return Worker.start(TestWorker.settings(TestWorker.environment("BIND_ADDRESS", bindAddress)));
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 10_000);
            assertEquals(port, socket.getPort());
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
