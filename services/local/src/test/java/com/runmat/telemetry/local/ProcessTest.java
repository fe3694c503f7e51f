package com.runmat.telemetry.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.local.http.LoopbackServer;
import com.runmat.telemetry.ops.ListenAddresses;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The program as a process: how it starts, how it says no, and that it leaves nothing behind. */
class ProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<String> ANY_PORTS = List.of("--port", "0", "--udp-port", "0");

    private final List<ProcessHandle> toEnd = new ArrayList<>();

    /** What a failed test would leave behind. */
    @AfterEach
    void end() {
        toEnd.forEach(ProcessHandle::destroyForcibly);
    }

    /** The page, HTTPS, two stand-ins, the worker and the forwarder's health by TCP; UDP before the forwarder, and the forwarder. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void everySocket_listensOnLoopbackAlone() throws Exception {
        Process local = start(ANY_PORTS);
        awaitServices(local);

        List<ListeningSockets.Bound> bound =
                ListeningSockets.of(local.toHandle()).bound();

        assertEquals(
                List.of(),
                bound.stream()
                        .filter(socket -> !socket.address().isLoopbackAddress())
                        .toList());
        for (InetAddress address : ListenAddresses.loopback()) {
            assertEquals(6, ports(bound, "tcp " + address.getHostAddress()), bound::toString);
            assertEquals(2, ports(bound, "udp " + address.getHostAddress()), bound::toString);
        }
        local.destroy();
        assertTrue(local.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    /** The forwarder's receivers share one port. */
    private static long ports(List<ListeningSockets.Bound> bound, String family) {
        return bound.stream()
                .filter(socket -> socket.family().equals(family))
                .map(ListeningSockets.Bound::port)
                .distinct()
                .count();
    }

    @Test
    void sigterm_endsTheServicesToo() throws Exception {
        Process local = start(ANY_PORTS);
        List<ProcessHandle> services = awaitServices(local);

        local.destroy();

        assertTrue(local.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertTrue(services.stream().noneMatch(ProcessHandle::isAlive), "they end before the program does");
    }

    @Test
    void sigkill_leavesNoOrphan() throws Exception {
        Process local = start(ANY_PORTS);
        List<ProcessHandle> services = awaitServices(local);

        local.destroyForcibly();

        await().atMost(PATIENCE).until(() -> services.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void service_thatDies_endsTheProgramWithASentence() throws Exception {
        Process local = start(ANY_PORTS);
        List<ProcessHandle> services = awaitServices(local);
        ProcessHandle forwarder = services.stream()
                .filter(service -> service.info().commandLine().orElse("").contains("udp-forwarder"))
                .findFirst()
                .orElseThrow();

        assertTrue(forwarder.destroyForcibly());

        assertTrue(local.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertEquals(1, local.exitValue());
        assertTrue(errors(local).contains("the forwarder ended with exit code 137"));
        assertTrue(services.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void busyPorts_areNamedInOneSentence() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, LoopbackServer.loopback());
                DatagramSocket busyUdp = new DatagramSocket(0, LoopbackServer.loopback())) {
            String tcp = Integer.toString(busy.getLocalPort());
            String udp = Integer.toString(busyUdp.getLocalPort());

            refuses(1, "port " + tcp + " is busy.*--port N", "--port", tcp, "--ingest-port", "0", "--udp-port", "0");
            refuses(
                    1,
                    "port " + tcp + " is busy.*--ingest-port N",
                    "--port",
                    "0",
                    "--ingest-port",
                    tcp,
                    "--udp-port",
                    "0");
            refuses(1, "UDP port " + udp + " is busy.*--udp-port N", "--port", "0", "--udp-port", udp);
        }
    }

    @Test
    void wrongArguments_areNamedInOneSentence() throws Exception {
        refuses(2, "--port takes a port from 0 to 65535, not 70000", "--port", "70000");
        refuses(2, "behind --port 65535 there is no port left for events; give --ingest-port too", "--port", "65535");
        refuses(2, "Missing required parameter for option '--udp-port'.*--help tells more", "--udp-port");
        refuses(2, "Unknown option.*\\(did you mean --port.*--help tells more", "--prot", "1");
    }

    private static void refuses(int code, String sentence, String... args) throws Exception {
        Process local = start(List.of(args));
        assertTrue(local.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        String said = errors(local).strip();
        assertEquals(code, local.exitValue(), said);
        assertTrue(said.matches("telemetry: " + sentence), said);
        assertFalse(said.contains("\n"), said);
    }

    /** The two services, once the program has said that all is up. */
    private List<ProcessHandle> awaitServices(Process local) throws IOException {
        BufferedReader out = local.inputReader();
        String line = out.readLine();
        while (line != null && !line.contains("Ctrl-C")) {
            line = out.readLine();
        }
        List<ProcessHandle> services = local.children()
                .filter(child -> child.info().commandLine().orElse("").contains("-jar"))
                .toList();
        toEnd.addAll(services);
        assertEquals(2, services.size(), () -> errorsOf(local));
        return services;
    }

    private static Process start(List<String> args) throws IOException {
        return LocalProgram.with(args).start();
    }

    private static String errorsOf(Process local) {
        local.destroyForcibly();
        try {
            return errors(local);
        } catch (IOException unreadable) {
            return "(its errors could not be read)";
        }
    }

    private static String errors(Process local) throws IOException {
        return new String(local.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
