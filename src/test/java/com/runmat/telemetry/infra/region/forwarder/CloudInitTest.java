package com.runmat.telemetry.infra.region.forwarder;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.core.Output;
import com.pulumi.test.PulumiTest;
import com.runmat.telemetry.infra.config.Ipv6;
import com.runmat.telemetry.infra.config.StackConfig;
import com.runmat.telemetry.infra.identities.Identities;
import com.runmat.telemetry.infra.network.Network;
import com.runmat.telemetry.infra.secrets.PinnedSecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class CloudInitTest {
    private static final String IMAGE = "us-central1-docker.pkg.dev/p/telemetry/udp-forwarder:tag";

    @Test
    void text_runsTheContainerAsNobodyOnAReadOnlyRoot() {
        String run = line("ExecStart=");
        for (String option : List.of(
                "--network=host",
                "--read-only",
                "--user=65532:65532",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--rm")) {
            assertTrue(run.contains(" " + option + " "), run);
        }
        assertTrue(run.endsWith(" " + IMAGE), run);
    }

    @Test
    void text_tellsTheForwarderItsSettings() {
        String run = line("ExecStart=");
        for (String setting : List.of(
                "UDP_PORT=7846",
                "HEALTH_PORT=9000",
                "TELEMETRY_HTTP_ENDPOINT=https://worker.run.app/ingest,https://next.run.app/ingest",
                "TELEMETRY_INGESTION_KEY_SECRET=projects/p/secrets/telemetry-ingestion-key/versions/3",
                "FORWARDER_CONCURRENCY=8",
                "FORWARDER_SOURCE_RATE=200")) {
            assertTrue(run.contains(" --env=" + setting + " "), run);
        }
        assertFalse(run.contains("JAVA_TOOL_OPTIONS"), run);
        assertTrue(service(args(IMAGE, true)).contains("-Djava.net.preferIPv6Addresses=true"));
    }

    @Test
    void text_isStartedAgainWhenItDies() {
        assertTrue(service(args(IMAGE, false)).contains("\nRestart=always\n"));
        assertTrue(service(args(IMAGE, false)).contains("\nStartLimitIntervalSec=0\n"));
    }

    /** What the commands do is tried by {@link HostFirewallTest}. */
    @Test
    void text_setsUpTheFirewallBeforeTheForwarderStarts() {
        List<?> commands = list(args(IMAGE, false), "runcmd");
        assertEquals(HostFirewall.commands(), commands.subList(1, commands.size() - 2));
        assertEquals("systemctl start telemetry-udp.service", commands.get(commands.size() - 1));
    }

    /** The machine has 1 GiB, and the system, Docker and the log agent live on it too. */
    @Test
    void text_leavesHalfOfTheSmallestMachineToTheSystem() {
        String run = line("ExecStart=");
        assertTrue(run.contains(" --memory=512m "), run);
        assertTrue(run.contains(" --memory-swap=512m "), run);
    }

    @Test
    void text_logsInAtGoogleRegistriesOnly() {
        assertTrue(line("ExecStartPre=").endsWith(" --registries us-central1-docker.pkg.dev"));
        String elsewhere = service(args("ghcr.io/runmat/udp-forwarder:1", false));
        assertTrue(elsewhere.contains("configure-docker\n"), elsewhere);
    }

    private static String line(String start) {
        return service()
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    /** As a machine is given it. */
    static String text() {
        return text(args(IMAGE, false));
    }

    /** The unit that user data writes. */
    static String service() {
        return service(args(IMAGE, false));
    }

    private static String service(Forwarder.Args args) {
        Map<?, ?> file = (Map<?, ?>) list(args, "write_files").get(0);
        assertEquals("/etc/systemd/system/telemetry-udp.service", file.get("path"));
        return String.valueOf(file.get("content"));
    }

    private static List<?> list(Forwarder.Args args, String key) {
        Map<String, List<?>> file = new Yaml().load(text(args));
        return requireNonNull(file.get(key));
    }

    private static String text(Forwarder.Args args) {
        String text = PulumiTest.extractValue(new CloudInit(args).text());
        assertTrue(text.startsWith("#cloud-config\n"), text);
        return text;
    }

    private static Forwarder.Args args(String image, boolean ipv6) {
        return new Forwarder.Args(
                "us-central1",
                ipv6 ? Ipv6.ON : Ipv6.OFF,
                new Network.Outputs(Output.of("network"), Output.of("healing"), List.of()),
                Output.of("subnetwork"),
                new Identities.Identity(Output.of("forwarder@p"), Output.of("serviceAccount:forwarder@p"), List.of()),
                Output.of(image),
                Output.of(List.of("https://worker.run.app/ingest", "https://next.run.app/ingest")),
                new PinnedSecret(
                        "telemetry-ingestion-key",
                        Output.of("3"),
                        Output.of("projects/p/secrets/telemetry-ingestion-key/versions/3"),
                        List.of()),
                new StackConfig.ForwarderSettings(
                        Optional.of(image),
                        "e2-micro",
                        "projects/cos-cloud/global/images/family/cos-stable",
                        3,
                        6,
                        8,
                        200,
                        Optional.empty()),
                List.of());
    }
}
