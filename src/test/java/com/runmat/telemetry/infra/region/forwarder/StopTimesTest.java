package com.runmat.telemetry.infra.region.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A forwarder that is told to end takes datagrams until the load balancer has noticed, and then sends what waits. Whoever waits
 * for it must wait for longer than whom it waits for, out to the machine.
 */
class StopTimesTest {
    /** What the forwarder's end may take beside the drain and the flush, and what a JVM may take of it to end. */
    private static final int STEPS_SECONDS = 2;

    private static final int JVM_MILLIS = 500;

    /** The longest an honest worker takes for an answer, and what a busy machine adds. */
    private static final int ANSWER_SECONDS = 10;

    /** For the rest of the machine, which shuts down at the same time or afterwards. */
    private static final int MACHINE_MARGIN_SECONDS = 20;

    /** From the shutdown's signal to power off, for a machine that is not Spot: Compute Engine's API, {@code skipGuestOsShutdown}. */
    private static final int MACHINE_SECONDS = 120;

    private static final Path FOLDER = Path.of("src/main/java/com/runmat/telemetry/infra/region/forwarder");
    private static final Path ENDING =
            Path.of("services/udp-forwarder/src/main/java/com/runmat/telemetry/forwarder/Ending.java");

    @Test
    void stopTimes_eachIsLongerThanWhatItWaitsFor() throws IOException {
        String health = Files.readString(FOLDER.resolve("HealthSpec.java"));
        int noticed = number(health, "checkIntervalSec\\((\\d+)") * number(health, "unhealthyThreshold\\((\\d+)")
                + number(health, "timeoutSec\\((\\d+)");
        int drain = drain();
        String unit = Files.readString(FOLDER.resolve("CloudInit.java"));
        int docker = number(unit, "docker stop --time=(\\d+)");
        int systemd = number(unit, "TimeoutStopSec=(\\d+)");
        assertEquals(noticed, drain, "the drain is what the load balancer's check takes to fail");
        assertTrue(docker > drain + flush() + STEPS_SECONDS, () -> "Docker kills after " + docker + " s");
        assertTrue(systemd > docker, () -> "systemd kills after " + systemd + " s");
        assertTrue(
                MACHINE_SECONDS >= systemd + MACHINE_MARGIN_SECONDS,
                () -> "the machine is gone after " + MACHINE_SECONDS + " s");
    }

    @Test
    void forwarder_endsWithinItsSeconds() throws IOException {
        String ending = Files.readString(ENDING);
        int steps = number(ending, " INTAKE_END = Duration.ofMillis\\((\\d+)")
                + number(ending, " RELAY_END = Duration.ofMillis\\((\\d+)");
        assertTrue(steps + JVM_MILLIS <= STEPS_SECONDS * 1000, () -> "its steps take " + steps + " ms");
    }

    /** So that sending has most of the flush, and each request that it began the time for its answer. */
    @Test
    void flush_isLongEnoughForTheLastAnswers() throws IOException {
        int timeout = number(Files.readString(Path.of("README.md")), "`FORWARDER_REQUEST_TIMEOUT` \\| `(\\d+)s`");
        assertTrue(timeout >= ANSWER_SECONDS, () -> "a request is given up after " + timeout + " s");
        assertTrue(flush() >= 4 * timeout, "too little of the flush is left for sending");
    }

    private static int drain() throws IOException {
        return number(Files.readString(Path.of("README.md")), "`FORWARDER_DRAIN` \\| `(\\d+)s`");
    }

    private static int flush() throws IOException {
        return 60 * number(Files.readString(Path.of("README.md")), "`FORWARDER_FLUSH` \\| `(\\d+)m`");
    }

    @Test
    void reliability_tellsTheSameSeconds() throws IOException {
        String unit = Files.readString(FOLDER.resolve("CloudInit.java"));
        String told = Files.readString(Path.of("docs/reliability.md"));
        assertTrue(told.contains("`docker stop --time=" + number(unit, "docker stop --time=(\\d+)") + "`"), told);
        assertTrue(told.contains("`TimeoutStopSec=" + number(unit, "TimeoutStopSec=(\\d+)") + "`"), told);
        int drain = drain();
        assertTrue(told.contains("| " + drain + " (`FORWARDER_DRAIN`) |"), told);
        assertTrue(told.contains("| " + drain + " to " + (drain + flush() + STEPS_SECONDS) + " |"), told);
    }

    /** The first there; of the health checks that is the load balancer's. */
    private static int number(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + pattern));
    }
}
