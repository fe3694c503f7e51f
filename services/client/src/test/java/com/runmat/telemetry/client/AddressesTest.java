package com.runmat.telemetry.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names with several addresses, and certificates: a program of its own with a file of names and a certificate to trust. */
class AddressesTest {
    /** On a busy machine the first TLS of a fresh JVM may take longer than the 2 s that a request has. */
    private static final int PROGRAMS = 8;

    @TempDir
    Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger datagrams = new AtomicInteger();
    private Path certificate;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void certify() throws Exception {
        certificate = TestCertificate.of(folder, "telemetry.example");
    }

    @Test
    void send_firstAddressIsDead_bothPathsTakeTheNext() throws Exception {
        assertBothPathsReach("127.0.0.1", "127.0.0.2", "127.0.0.1");
    }

    @Test
    void send_ipv4IsDead_bothPathsTakeIpv6() throws Exception {
        boolean ipv6 = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.getHostAddress().startsWith("0:0:0:0:0:0:0:1"));
        assumeTrue(ipv6 || "true".equals(System.getenv("CI")), "no IPv6 on this machine, so nothing was proved here");
        assertBothPathsReach("::1", "127.0.0.1", "::1");
    }

    @Test
    void send_certificateOfAnotherName_neverSendsTheKey() throws Exception {
        String said = send("127.0.0.1", "other.example", List.of("127.0.0.1 other.example"), certificate);
        assertTrue(said.contains("ON accepted=0 refused=0 "), said);
        assertEquals(0, requests.get());
    }

    @Test
    void send_certificateNotTrusted_neverSendsTheKey() throws Exception {
        Path another = TestCertificate.of(Files.createDirectory(folder.resolve("another")), "telemetry.example");
        String said = send("127.0.0.1", "telemetry.example", List.of("127.0.0.1 telemetry.example"), another);
        assertTrue(said.contains("ON accepted=0 refused=0 "), said);
        assertEquals(0, requests.get());
    }

    /** @param addresses of one name, of which only the last is where the collector listens */
    private void assertBothPathsReach(String listening, String... addresses) throws Exception {
        List<String> hosts = new ArrayList<>();
        for (String address : addresses) {
            hosts.add(address + " telemetry.example");
        }
        String said = "";
        for (int program = 0; program < PROGRAMS && requests.get() == 0; program++) {
            said = send(listening, "telemetry.example", hosts, certificate);
        }
        assertTrue(requests.get() > 0, said);
        await().until(() -> datagrams.get() >= 2);
    }

    private String send(String listening, String name, List<String> hosts, Path trusted) throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getByName(listening), 0);
        Map<String, String> environment = Map.of(
                "HOME",
                folder.toString(),
                "RUNMAT_TELEMETRY_KEY",
                "k",
                "RUNMAT_TELEMETRY_ENDPOINT",
                "https://" + name + ":" + takeRequests(anyPort) + "/ingest",
                "RUNMAT_TELEMETRY_UDP_ENDPOINT",
                name + ":" + takeDatagrams(anyPort));
        List<String> command = Child.java(
                "target/classes:target/test-classes",
                ExampleProgram.class,
                "-Djdk.net.hosts.file=" + Files.write(folder.resolve("hosts"), hosts),
                "-Djavax.net.ssl.trustStore=" + trusted,
                "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD);
        return Child.run(environment, command).out();
    }

    private int takeRequests(InetSocketAddress anyPort) throws Exception {
        HttpsServer https = HttpsServer.create(anyPort, 10);
        https.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.server(certificate)));
        https.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        https.start();
        open.add(() -> https.stop(0));
        return https.getAddress().getPort();
    }

    private int takeDatagrams(InetSocketAddress anyPort) throws IOException {
        DatagramSocket udp = new DatagramSocket(anyPort);
        open.add(udp);
        Thread.ofVirtual().start(() -> count(udp));
        return udp.getLocalPort();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private void count(DatagramSocket udp) {
        try {
            while (true) {
                udp.receive(new DatagramPacket(new byte[2_000], 2_000));
                datagrams.incrementAndGet();
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
