package com.runmat.telemetry.infra.region.forwarder;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Whoever sends to the machine, in a process of its own. */
final class Flood {
    private static final int FIRST_PORT = 10_000;
    private static final int DATAGRAMS_A_PROBE = 1_000;
    private static final byte[] DATAGRAM = "{}".getBytes(StandardCharsets.US_ASCII);

    private Flood() {}

    /** Address and number of datagrams. Goes on as long as each probe is answered. */
    public static void main(String[] args) throws IOException {
        InetAddress machine = InetAddress.getByName(args[0]);
        int datagrams = Integer.parseInt(args[1]);
        int answered = 0;
        for (int i = 0; i < datagrams && answered == i / DATAGRAMS_A_PROBE; i++) {
            try (DatagramSocket socket = new DatagramSocket(FIRST_PORT + i)) {
                socket.send(new DatagramPacket(DATAGRAM, DATAGRAM.length, machine, Namespaces.TELEMETRY_PORT));
            }
            if (i % DATAGRAMS_A_PROBE == DATAGRAMS_A_PROBE - 1 && healthy(machine)) {
                answered++;
            }
        }
        System.out.printf("%d sent, %d of %d probes answered%n", datagrams, answered, datagrams / DATAGRAMS_A_PROBE);
    }

    /** As a load balancer's probe asks. */
    private static boolean healthy(InetAddress machine) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(machine, Namespaces.HEALTH_PORT), 10_000);
            socket.getOutputStream().write("GET /health HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).contains(" 200 ");
        } catch (IOException noAnswer) {
            return false;
        }
    }

    /** Address and port: whether a connection comes about. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] args) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(args[0], Integer.parseInt(args[1])), 1_000);
                System.out.println("answered");
            } catch (IOException silent) {
                System.out.println("silent");
            }
        }
    }
}
