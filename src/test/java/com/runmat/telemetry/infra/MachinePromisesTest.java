package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.PlannedResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/** What a forwarder's machine is given, with the values that an update fills in. */
class MachinePromisesTest {
    private static final Pattern VARIABLE = Pattern.compile("--env=([A-Z0-9_]+)=(\\S+)");

    private static final String FORWARDER_SETTINGS = read("ForwarderSettings.java");

    @ParameterizedTest
    @EnumSource
    void metadata_letsNobodyInAndLogs(Stacks stack) {
        for (PlannedResource template : templates(stack)) {
            Map<String, Object> metadata = new TreeMap<>(metadata(template));
            assertTrue(String.valueOf(metadata.remove("user-data")).startsWith("#cloud-config\n"));
            assertEquals(
                    Map.of(
                            "google-logging-enabled", "true",
                            "google-monitoring-enabled", "true",
                            "block-project-ssh-keys", "true",
                            "serial-port-enable", "false"),
                    metadata);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROD", "FULL", "MAPPED", "IPV6"})
    void userData_oneRegion_postsToItsWorkersIngest(Stacks stack) {
        assertEquals(
                MadeUp.worker("us-central1") + "/ingest",
                variables(template(stack, "us-central1")).get("TELEMETRY_HTTP_ENDPOINT"));
    }

    @Test
    void userData_twoRegions_postsToItsOwnWorkerFirst() {
        String first = MadeUp.worker("us-central1") + "/ingest";
        String second = MadeUp.worker("us-east4") + "/ingest";
        assertEquals(first + "," + second, endpoint(Stacks.TWO_REGIONS, "us-central1"));
        assertEquals(second + "," + first, endpoint(Stacks.TWO_REGIONS, "us-east4"));
        assertEquals(second, endpoint(Stacks.DRAINED, "us-east4"), "nothing waits for a drained region");
    }

    @ParameterizedTest
    @EnumSource
    void userData_readsTheKeyAtItsPinnedVersion(Stacks stack) {
        for (PlannedResource template : templates(stack)) {
            assertEquals(MadeUp.KEY_NAME, variables(template).get("TELEMETRY_INGESTION_KEY_SECRET"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void userData_runsTheForwardersImageAlone(Stacks stack) {
        String image = String.valueOf(stack.applied()
                .resource("telemetry:images:Image", "udp-forwarder")
                .property("reference")
                .orElseThrow());
        assertTrue(image.contains("/udp-forwarder:"), image);
        for (PlannedResource template : templates(stack)) {
            assertTrue(run(template).endsWith(" " + image), run(template));
            assertFalse(userData(template).contains("/worker:"), "the worker's image");
        }
    }

    /** Of the environment's variables, those that the forwarder does not know would have no effect. */
    @ParameterizedTest
    @EnumSource
    void userData_tellsWhatTheForwarderReads(Stacks stack) {
        for (PlannedResource template : templates(stack)) {
            Map<String, String> told = variables(template);
            told.keySet().stream()
                    .filter(name -> !name.equals("JAVA_TOOL_OPTIONS"))
                    .forEach(name -> assertTrue(FORWARDER_SETTINGS.contains("\"" + name + "\""), name));
            assertEquals("7846", told.get("UDP_PORT"));
            assertEquals("9000", told.get("HEALTH_PORT"));
            boolean ipv6 = stack.setting("ipv6", "false").equals("true");
            assertEquals(
                    ipv6 ? "-Djava.net.preferIPv6Addresses=true" : "none",
                    told.getOrDefault("JAVA_TOOL_OPTIONS", "none"));
        }
    }

    @Test
    void unit_clearsAStaleContainerAndEndsItsOwn() {
        String unit = unit(template(Stacks.PROD, "us-central1"));
        String name = first(unit, "ExecStart=.* --name=(\\S+)");
        assertTrue(unit.contains("\nExecStartPre=-/usr/bin/docker rm --force " + name + "\n"), unit);
        assertTrue(unit.matches("(?s).*\nExecStop=/usr/bin/docker stop --time=\\d+ " + name + "\n.*"), unit);
        assertTrue(unit.contains("\nExecStart=/usr/bin/docker run --rm "), unit);
        assertTrue(unit.contains("\nRestart=always\n"), unit);
        assertTrue(unit.contains("\nStartLimitIntervalSec=0\n"), unit);
        assertTrue(Integer.parseInt(first(unit, "\nTimeoutStartSec=(\\d+)\n")) >= 120, "time to pull the image");
        assertTrue(unit.contains("\nAfter=gcr-online.target docker.service\n"), unit);
    }

    /** Nothing that a container writes may fill the machine's disk or its memory. */
    @Test
    void unit_boundsWhatTheContainerWrites() {
        List<String> words = List.of(run(template(Stacks.PROD, "us-central1")).split(" ", -1));
        for (String bound :
                List.of("--read-only", "--tmpfs=/tmp:size=16m", "--log-opt=max-size=10m", "--log-opt=max-file=2")) {
            assertTrue(words.contains(bound), words::toString);
        }
        assertEquals(
                1, words.stream().filter(word -> word.startsWith("--memory=")).count());
    }

    @Test
    void commands_giveTheForwarderItsReceiveBufferAndStartItLast() {
        Map<String, List<String>> file = new Yaml().load(userData(template(Stacks.PROD, "us-central1")));
        List<String> commands = List.copyOf(file.getOrDefault("runcmd", List.of()));
        long rmem = commands.stream()
                .filter(command -> command.startsWith("sysctl -w net.core.rmem_max="))
                .mapToLong(command -> Long.parseLong(command.substring(command.indexOf('=') + 1)))
                .findFirst()
                .orElseThrow();
        String[] asked = first(FORWARDER_SETTINGS, "\"FORWARDER_RECEIVE_BUFFER\",\\s*(\\d+ << \\d+)")
                .split(" << ", -1);
        assertTrue(rmem >= Long.parseLong(asked[0]) << Integer.parseInt(asked[1]), () -> rmem + " bytes");
        assertEquals(
                List.of("systemctl daemon-reload", "systemctl start telemetry-udp.service"),
                commands.subList(commands.size() - 2, commands.size()));
    }

    @ParameterizedTest
    @EnumSource
    void template_isTheForwardersOwnInItsRegion(Stacks stack) {
        for (PlannedResource template : templates(stack)) {
            String region = template.name().replace("-template", "");
            assertEquals(
                    Set.of("email", "scopes"), map(template, "serviceAccount").keySet());
            assertEquals(
                    MadeUp.email("forwarder"),
                    template.property("serviceAccount.email").orElseThrow());
            assertEquals(
                    MadeUp.link("Subnetwork", region + "-subnetwork"),
                    template.property("networkInterfaces[0].subnetwork").orElseThrow());
            assertEquals(false, template.property("canIpForward").orElseThrow());
            assertEquals(true, template.property("disks[0].autoDelete").orElseThrow());
            assertEquals(true, template.property("disks[0].boot").orElseThrow());
            assertEquals(
                    Map.of("enableSecureBoot", true, "enableVtpm", true, "enableIntegrityMonitoring", true),
                    map(template, "shieldedInstanceConfig"));
        }
    }

    private static List<PlannedResource> templates(Stacks stack) {
        List<PlannedResource> templates = stack.applied().ofType("InstanceTemplate");
        assertFalse(templates.isEmpty());
        return templates;
    }

    private static PlannedResource template(Stacks stack, String region) {
        return stack.applied().resource("InstanceTemplate", region + "-template");
    }

    private static String endpoint(Stacks stack, String region) {
        return variables(template(stack, region)).getOrDefault("TELEMETRY_HTTP_ENDPOINT", "none");
    }

    private static Map<String, Object> metadata(PlannedResource template) {
        Map<String, Object> metadata = new TreeMap<>();
        map(template, "metadata").forEach((key, value) -> metadata.put(String.valueOf(key), String.valueOf(value)));
        return metadata;
    }

    private static Map<?, ?> map(PlannedResource template, String path) {
        return (Map<?, ?>) template.property(path).orElseThrow();
    }

    private static String userData(PlannedResource template) {
        return String.valueOf(metadata(template).get("user-data"));
    }

    private static String unit(PlannedResource template) {
        Map<String, List<Map<String, String>>> file = new Yaml().load(userData(template));
        Map<String, String> written =
                file.getOrDefault("write_files", List.of()).get(0);
        assertEquals("/etc/systemd/system/telemetry-udp.service", written.get("path"));
        return written.getOrDefault("content", "");
    }

    private static String run(PlannedResource template) {
        return first(unit(template), "\nExecStart=(.*)\n");
    }

    private static Map<String, String> variables(PlannedResource template) {
        return VARIABLE.matcher(run(template))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    private static String first(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(pattern + " is not in " + text));
    }

    private static String read(String file) {
        try {
            return Files.readString(
                    Path.of("services/udp-forwarder/src/main/java/com/runmat/telemetry/forwarder", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
