package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.Told.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the zones hold once an update has filled in the addresses. */
class DnsPromisesTest {
    private static final Set<String> ISSUERS =
            Set.of("0 issue \"letsencrypt.org\"", "0 issue \"pki.goog\"", "0 issuewild \";\"");

    /** Clients ask for these names and no others; certificates may need one of their own beside them. */
    @ParameterizedTest
    @EnumSource
    void domains_haveExactlyTheseRecords(Stacks stack) {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (String domain : stack.domains()) {
            if (!stack.setting("existingZones", "").contains(domain)) {
                expected.put(domain + ". CAA", ISSUERS);
            }
            if (stack.setting("drained", "").contains(domain)) {
                continue;
            }
            expected.put(domain + ". A", Set.copyOf(https(stack, "A")));
            expected.put(domain + ". AAAA", Set.copyOf(https(stack, "AAAA")));
            expected.put("udp." + domain + ". A", udp(stack, "A"));
            if (ipv6(stack)) {
                expected.put("udp." + domain + ". AAAA", udp(stack, "AAAA"));
            }
        }
        Map<String, Set<String>> found = stack.applied().ofType("RecordSet").stream()
                .filter(entry -> !ofACertificate(entry))
                .collect(Collectors.toMap(
                        entry -> text(entry, "name") + " " + text(entry, "type"),
                        entry -> Set.copyOf(data(entry)),
                        (one, other) -> Set.of("twice"),
                        TreeMap::new));
        assertEquals(expected, found);
    }

    @ParameterizedTest
    @EnumSource
    void records_standInTheZoneOfTheirDomain(Stacks stack) {
        for (PlannedResource entry : stack.applied().ofType("RecordSet")) {
            String domain = stack.domains().stream()
                    .filter(name -> text(entry, "name").endsWith(name + "."))
                    .findFirst()
                    .orElseThrow();
            assertEquals(zone(stack, domain), text(entry, "managedZone"), entry.urn());
        }
    }

    /** A change of address must not take longer than this for a client. */
    @ParameterizedTest
    @EnumSource
    void addresses_areKeptForMinutesAtMost(Stacks stack) {
        for (PlannedResource entry : stack.applied().ofType("RecordSet")) {
            long seconds = Long.parseLong(text(entry, "ttl"));
            if (text(entry, "name").startsWith("udp.")) {
                assertEquals(120, seconds, entry.urn());
            } else if (text(entry, "type").startsWith("A")) {
                assertEquals(300, seconds, entry.urn());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void zones_areOwnPublicSignedAndNeverEmptiedByForce(Stacks stack) {
        Plan plan = stack.applied();
        assertEquals(
                stack.domains().stream()
                        .filter(domain -> !stack.setting("existingZones", "").contains(domain))
                        .map(domain -> domain + ".")
                        .collect(Collectors.toSet()),
                plan.ofType("ManagedZone").stream()
                        .map(zone -> text(zone, "dnsName"))
                        .collect(Collectors.toSet()));
        for (PlannedResource zone : plan.ofType("ManagedZone")) {
            assertEquals("public", text(zone, "visibility"));
            assertEquals("on", text(zone, "dnssecConfig.state"));
            assertEquals("nsec3", text(zone, "dnssecConfig.nonExistence"));
            assertEquals("false", text(zone, "forceDestroy"));
        }
    }

    private static boolean ofACertificate(PlannedResource entry) {
        return text(entry, "type").equals("CNAME") && text(entry, "name").startsWith("_acme-challenge");
    }

    private static boolean ipv6(Stacks stack) {
        return stack.setting("ipv6", "false").equals("true")
                && !stack.setting("drained", "").contains("ipv6");
    }

    private static String zone(Stacks stack, String domain) {
        return stack.setting("existingZones", "").contains(domain)
                ? "runmat-com"
                : "telemetry-" + domain.replace('.', '-');
    }

    private static List<String> https(Stacks stack, String type) {
        if (stack.leadsToMapping()) {
            return type.equals("A") ? MadeUp.MAPPED_IPV4 : MadeUp.MAPPED_IPV6;
        }
        return List.of(type.equals("A") ? MadeUp.BALANCER_IPV4 : MadeUp.BALANCER_IPV6);
    }

    /** A drained region's address is in none. */
    private static Set<String> udp(Stacks stack, String type) {
        String drained = stack.setting("drained", "");
        String regions = stack.setting("regions", "us-central1");
        return Stream.of("us-central1", "us-east4")
                .filter(region -> regions.contains(region) && !drained.contains(region))
                .map(region -> type.equals("A") ? MadeUp.ipv4(region) : MadeUp.ipv6(region))
                .collect(Collectors.toSet());
    }

    /** Of a plain record, or of one by region, whose place and address must be one another's. */
    private static List<String> data(PlannedResource entry) {
        List<String> data = new ArrayList<>();
        entry.property("rrdatas").ifPresent(all -> ((List<?>) all).forEach(one -> data.add(String.valueOf(one))));
        entry.property("routingPolicy.geos")
                .ifPresent(all -> ((List<?>) all).forEach(geo -> {
                    String region = String.valueOf(((Map<?, ?>) geo).get("location"));
                    Object told = ((Map<?, ?>) geo).get("rrdatas");
                    String address = text(entry, "type").equals("A") ? MadeUp.ipv4(region) : MadeUp.ipv6(region);
                    assertEquals(List.of(address), told, entry.urn());
                    data.add(address);
                }));
        return data;
    }
}
