package com.runmat.telemetry.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.runmat.telemetry.kit.TestCertificate;
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
import java.time.Duration;
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
    /** For one program after the other: on a busy machine the first TLS of a fresh JVM may take longer than the 2 s of a request. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger datagrams = new AtomicInteger();
    private TestCertificate certificate;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void certify() throws Exception {
        certificate = TestCertificate.of(folder, 9, "telemetry.example");
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
        TestCertificate another = TestCertificate.of(folder, 8, "telemetry.example");
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
        long start = System.nanoTime();
        while (requests.get() == 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
            said = send(listening, "telemetry.example", hosts, certificate);
        }
        assertTrue(requests.get() > 0, said);
        await().until(() -> datagrams.get() >= 2);
    }

    private String send(String listening, String name, List<String> hosts, TestCertificate trusted) throws Exception {
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
                "-Djavax.net.ssl.trustStore=" + trusted.store(),
                "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD);
        return Child.run(environment, command).out();
    }

    private int takeRequests(InetSocketAddress anyPort) throws Exception {
        HttpsServer https = HttpsServer.create(anyPort, 10);
        https.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
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
