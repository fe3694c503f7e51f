package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Value;
import com.runmat.telemetry.plan.engine.InProcessEngine;
import com.runmat.telemetry.plan.engine.ProviderAnswers;
import com.runmat.telemetry.plan.graph.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code pulumi stack output} shows; people, the runbook and the probe read it by these names. */
class OutputPromisesTest {
    private static final Set<String> ALWAYS = Set.of(
            "telemetry_dashboard",
            "telemetry_ds_records",
            "telemetry_edges",
            "telemetry_forwarder_image",
            "telemetry_https_addresses",
            "telemetry_https_endpoints",
            "telemetry_name_servers",
            "telemetry_udp_endpoints",
            "telemetry_udp_ipv4",
            "telemetry_worker_image",
            "telemetry_worker_urls");

    private static final String COM = "telemetry.runmat.com";
    private static final String ORG = "telemetry.runmat.org";

    @ParameterizedTest
    @EnumSource
    void outputs_areExactlyThese(Stacks stack) {
        Set<String> expected = new TreeSet<>(ALWAYS);
        if (stack.setting("ipv6", "false").equals("true")) {
            expected.add("telemetry_udp_ipv6");
        }
        assertEquals(expected, stack.applied().outputs().keySet());
    }

    /** By the file that the probe's own test reads with the probe's own parser: both sides hold to it. */
    @Test
    void outputs_whatTheProbeReads_isWhatItsTestReads() throws IOException {
        Map<?, ?> file = new Gson()
                .fromJson(Files.readString(Path.of("services/probe/src/test/resources/stack-outputs.json")), Map.class);
        assertEquals(
                Set.of(
                        "telemetry_https_endpoints",
                        "telemetry_udp_endpoints",
                        "telemetry_name_servers",
                        "telemetry_edges"),
                file.keySet());
        file.forEach((name, value) ->
                assertEquals(value, output(Stacks.MAPPED_FIRST, String.valueOf(name)), () -> "" + name));
    }

    @Test
    void endpoints_areOfEveryDomain() {
        assertEquals(
                Map.of(COM, "https://telemetry.runmat.com/ingest", ORG, "https://telemetry.runmat.org/ingest"),
                output(Stacks.PROD, "telemetry_https_endpoints"));
        assertEquals(
                Map.of(COM, "udp.telemetry.runmat.com:7846", ORG, "udp.telemetry.runmat.org:7846"),
                output(Stacks.PROD, "telemetry_udp_endpoints"));
    }

    @Test
    void nameServers_areThoseOfEachOwnZone() {
        assertEquals(
                Map.of(COM, MadeUp.nameServers(COM), ORG, MadeUp.nameServers(ORG)),
                output(Stacks.PROD, "telemetry_name_servers"));
        assertEquals(
                Map.of(ORG, MadeUp.nameServers(ORG)),
                output(Stacks.EXISTING_ZONES, "telemetry_name_servers"),
                "an existing zone is another's to delegate");
    }

    /** As a registrar takes it: key tag, algorithm, digest's kind, digest. */
    @Test
    void dsRecords_areDsRecordsOfEachOwnZone() {
        Map<?, ?> records = (Map<?, ?>) output(Stacks.PROD, "telemetry_ds_records");
        assertEquals(
                Map.of(
                        COM, List.of(MadeUp.dsRecord("telemetry-telemetry-runmat-com")),
                        ORG, List.of(MadeUp.dsRecord("telemetry-telemetry-runmat-org"))),
                records);
        records.values()
                .forEach(all -> assertTrue(
                        String.valueOf(((List<?>) all).get(0)).matches("\\d{1,5} 8 2 [0-9A-F]{64}"), () -> "" + all));
    }

    /** As a zone that was imported may be: there is nothing to tell a registrar, and the rest goes on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dsRecords_zoneThatIsNotSignedYet_hasNone(boolean emptyList) {
        Value none = emptyList
                ? Value.newBuilder()
                        .setListValue(ListValue.getDefaultInstance())
                        .build()
                : Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build(); // what provider 9.35.0 answers
        ProviderAnswers unsigned = (type, name, inputs, output) ->
                output.equals("keySigningKeys") ? Optional.of(none) : new MadeUp().output(type, name, inputs, output);
        Plan plan = InProcessEngine.run(
                Stacks.stack(Stacks.settings(Map.of())), ProviderVersion.everywhere(), App::define, unsigned);
        assertEquals(Map.of(COM, List.of(), ORG, List.of()), plan.outputs().get("telemetry_ds_records"));
    }

    @Test
    void addresses_areThoseThatTheRecordsHold() {
        List<String> mapped = new ArrayList<>(MadeUp.MAPPED_IPV4);
        mapped.addAll(MadeUp.MAPPED_IPV6);
        assertEquals(Map.of(COM, mapped, ORG, mapped), output(Stacks.DRAINED, "telemetry_https_addresses"));
        List<String> balanced = List.of(MadeUp.BALANCER_IPV4, MadeUp.BALANCER_IPV6);
        assertEquals(Map.of(COM, balanced, ORG, balanced), output(Stacks.PROD, "telemetry_https_addresses"));
    }

    /** Whoever probes what is served is not told of a failure that is meant. */
    @Test
    void drainedDomain_isToldOfNowhere() {
        Stacks.DOMAIN_DRAINED
                .applied()
                .outputs()
                .forEach((name, value) -> assertFalse(String.valueOf(value).contains(ORG), name));
    }

    /** In the order of the list, each with its own: the probe looks at them before names lead there. */
    @Test
    void edges_tellWhereEachIsReached() {
        List<String> mapped = new ArrayList<>(MadeUp.MAPPED_IPV4);
        mapped.addAll(MadeUp.MAPPED_IPV6);
        List<String> balanced = List.of(MadeUp.BALANCER_IPV4, MadeUp.BALANCER_IPV6);
        var mapping = Map.of("edge", "domain-mapping", "addresses", Map.of(COM, mapped, ORG, mapped));
        var balancer = Map.of("edge", "load-balancer", "addresses", Map.of(COM, balanced, ORG, balanced));
        assertEquals(List.of(balancer), output(Stacks.PROD, "telemetry_edges"));
        assertEquals(List.of(mapping), output(Stacks.MAPPED, "telemetry_edges"));
        assertEquals(List.of(mapping, balancer), output(Stacks.MAPPED_FIRST, "telemetry_edges"));
        assertEquals(List.of(balancer, mapping), output(Stacks.BALANCED_FIRST, "telemetry_edges"));
    }

    /** Of a drained region too: what stands there can be looked at. */
    @Test
    void regions_tellTheirAddressesAndWorkers() {
        for (Stacks stack : List.of(Stacks.TWO_REGIONS, Stacks.DRAINED)) {
            assertEquals(
                    Map.of(
                            "us-central1", MadeUp.ipv4("us-central1"),
                            "us-east4", MadeUp.ipv4("us-east4")),
                    output(stack, "telemetry_udp_ipv4"));
            assertEquals(
                    Map.of(
                            "us-central1", MadeUp.worker("us-central1"),
                            "us-east4", MadeUp.worker("us-east4")),
                    output(stack, "telemetry_worker_urls"));
        }
        assertEquals(
                Map.of("us-central1", MadeUp.ipv6("us-central1"), "us-east4", MadeUp.ipv6("us-east4")),
                output(Stacks.TWO_REGIONS, "telemetry_udp_ipv6"));
    }

    @Test
    void images_areThoseThatRun() {
        String registry = "us-docker.pkg.dev/runmat-example/telemetry/";
        assertTrue(text(Stacks.PROD, "telemetry_worker_image").startsWith(registry + "worker:"));
        assertTrue(text(Stacks.PROD, "telemetry_forwarder_image").startsWith(registry + "udp-forwarder:"));
        assertEquals(Stacks.THROW_AWAY.setting("workerImage", ""), text(Stacks.THROW_AWAY, "telemetry_worker_image"));
        assertEquals(
                Stacks.THROW_AWAY.setting("forwarderImage", ""), text(Stacks.THROW_AWAY, "telemetry_forwarder_image"));
    }

    @Test
    void dashboard_isItsPageInTheConsole() {
        assertEquals(
                "https://console.cloud.google.com/monitoring/dashboards/builder/dashboard?project=runmat-example",
                text(Stacks.PROD, "telemetry_dashboard"));
    }

    private static Object output(Stacks stack, String name) {
        Object value = stack.applied().outputs().get(name);
        return value == null ? "missing" : value;
    }

    private static String text(Stacks stack, String name) {
        return String.valueOf(output(stack, name));
    }
}
