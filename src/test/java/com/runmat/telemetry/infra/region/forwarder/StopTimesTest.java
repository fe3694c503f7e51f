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
    /** What the forwarder's end may take after the drain, as its settings and docs/reliability.md say. */
    private static final int FLUSH_SECONDS = 8;

    /** From the shutdown's signal to power off, for a machine that is not Spot: Compute Engine's API, {@code skipGuestOsShutdown}. */
    private static final int MACHINE_SECONDS = 120;

    private static final Path FOLDER = Path.of("src/main/java/com/runmat/telemetry/infra/region/forwarder");

    @Test
    void stopTimes_eachIsLongerThanWhatItWaitsFor() throws IOException {
        String health = Files.readString(FOLDER.resolve("HealthSpec.java"));
        int noticed = number(health, "checkIntervalSec\\((\\d+)") * number(health, "unhealthyThreshold\\((\\d+)")
                + number(health, "timeoutSec\\((\\d+)");
        int drain = number(Files.readString(Path.of("README.md")), "`FORWARDER_DRAIN` \\| `(\\d+)s`");
        String unit = Files.readString(FOLDER.resolve("CloudInit.java"));
        int docker = number(unit, "docker stop --time=(\\d+)");
        int systemd = number(unit, "TimeoutStopSec=(\\d+)");
        assertEquals(noticed, drain, "the drain is what the load balancer's check takes to fail");
        assertTrue(docker > drain + FLUSH_SECONDS, () -> "Docker kills after " + docker + " s");
        assertTrue(systemd > docker, () -> "systemd kills after " + systemd + " s");
        assertTrue(MACHINE_SECONDS > systemd, () -> "the machine is gone after " + MACHINE_SECONDS + " s");
    }

    @Test
    void reliability_tellsTheSameSeconds() throws IOException {
        String unit = Files.readString(FOLDER.resolve("CloudInit.java"));
        String told = Files.readString(Path.of("docs/reliability.md"));
        assertTrue(told.contains("`docker stop --time=" + number(unit, "docker stop --time=(\\d+)") + "`"), told);
        assertTrue(told.contains("`TimeoutStopSec=" + number(unit, "TimeoutStopSec=(\\d+)") + "`"), told);
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
