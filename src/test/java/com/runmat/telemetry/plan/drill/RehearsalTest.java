package com.runmat.telemetry.plan.drill;

import static com.runmat.telemetry.plan.drill.Planted.kind;
import static com.runmat.telemetry.plan.drill.Planted.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.Unknown;
import com.runmat.telemetry.plan.settings.StackSettings;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each drill on prod as it is, and on a prod from which one protection was taken. */
class RehearsalTest {
    private static final StackSettings PROD = StackSettingsReader.read(Path.of(""), "prod");
    private static final String WORKER = "gcp:cloudrunv2/service:Service";
    private static final Map<StackSettings, Plan> PLANS = new HashMap<>();

    /** The same settings come up in many drills. */
    static synchronized Plan plan(StackSettings settings) {
        return PLANS.computeIfAbsent(settings, Preview::of);
    }

    static Stream<String> drills() {
        return Drills.all(PROD).stream().map(Drill::name);
    }

    @ParameterizedTest
    @MethodSource("drills")
    void drill_onProd_keepsItsPromises(String name) {
        var results = rehearse(name, Planted.NONE);

        assertEquals(List.of(), broken(results));
        assertTrue(results.stream().anyMatch(result -> !result.findings().isEmpty()), "nothing was promised");
    }

    /** But for the one whose point is that nothing is to be done. */
    @ParameterizedTest
    @MethodSource("drills")
    void drill_onProd_doesSomething(String name) {
        var acts = rehearse(name, Planted.NONE).stream()
                .flatMap(result -> result.update().stream())
                .mapToLong(update -> update.acts().size())
                .sum();

        assertEquals(!name.equals("state-loss"), acts > 0, acts + " acts");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "region-loss",
                        "a name without its region",
                        Planted.renamed("us-central1-ipv4", "ipv4"),
                        "ForwardingRule ipv4 is not named for its region"),
                fault(
                        "region-loss",
                        "a zone without protection",
                        Planted.protect(kind("ManagedZone"), false),
                        "ManagedZone telemetry.runmat.com is not protected"),
                fault(
                        "region-loss",
                        "protection that stays with a drained region",
                        Planted.protect(named("Address", "us-east4-ipv4"), true),
                        "the engine refuses nothing"),
                fault(
                        "region-loss",
                        "machines that read an address of the dead region",
                        Planted.read(named("InstanceTemplate", "us-east4-template"), "metadata", List.of(worker())),
                        "waits for it"),
                fault(
                        "region-loss",
                        "a name that goes on leading to the dead region",
                        Planted.read(
                                named("RecordSet", "udp.telemetry.runmat.com-A"),
                                "rrdatas",
                                List.of(urn("ForwardingRule", "us-central1-ipv4"))),
                        "which is dead"),
                fault(
                        "region-loss",
                        "a name that is told an address before anything listens there",
                        Planted.read(
                                named("RecordSet", "udp.telemetry.runmat.com-A"),
                                "rrdatas",
                                List.of(urn("RegionAutoscaler", "us-central1-autoscaler"))),
                        "leads to no listener"),
                fault(
                        "state-loss",
                        "a resource of a type that no table has",
                        Planted.typed(named("Network", "network"), "gcp:compute/vpc:Vpc"),
                        "create Vpc network"),
                fault(
                        "rotation",
                        "a worker that takes one key only",
                        Planted.property(resource -> resource.type().equals(WORKER), "template", "INGESTION_KEY"),
                        "takes one key only"),
                fault(
                        "rotation",
                        "a key that is destroyed before its successor stands",
                        Planted.deletedFirst(kind("SecretVersion")),
                        "no key is destroyed before all that read it are renewed"),
                fault(
                        "rotation",
                        "a worker that waits for the machines",
                        Planted.read(
                                resource -> resource.type().equals(WORKER),
                                "template",
                                List.of(urn("RegionInstanceGroupManager", "us-central1-group"))),
                        "machines are renewed before the worker"),
                fault(
                        "rollback",
                        "a template that goes before the new one comes",
                        Planted.deletedFirst(kind("InstanceTemplate")),
                        "a template goes only when its group has another"),
                fault(
                        "rollback",
                        "an address without protection",
                        Planted.protect(kind("Address"), false),
                        "Address us-central1-ipv4 is not protected"),
                fault(
                        "edge-change",
                        "an address without protection once names lead there",
                        Planted.protect(kind("GlobalAddress"), false),
                        "GlobalAddress ipv4 is not protected"),
                fault(
                        "edge-change",
                        "one edge at a time",
                        resource -> resource.kind().equals("DomainMapping") ? null : resource,
                        "leads to no listener"),
                fault(
                        "edge-change",
                        "an edge that a forwarder hangs on",
                        Planted.property(kind("RegionBackendService"), "description", Unknown.UNKNOWN)
                                .then(Planted.read(
                                        kind("RegionBackendService"),
                                        "description",
                                        List.of(urn("GlobalAddress", "ipv4")))),
                        "nothing of UDP changes"),
                fault(
                        "project-loss",
                        "an image of the lost project",
                        Planted.property(kind("Firewall"), "description", "see project-not-set"),
                        "nothing of it names the lost project"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void drill_withAFault_isBroken(String name, String fault, Planted planted, String broken) {
        var found = broken(rehearse(name, planted));

        assertTrue(
                found.stream().anyMatch(promise -> promise.contains(broken)),
                () -> "\"" + broken + "\" is not in " + String.join("\n", found));
    }

    /** Each drill is red for something. */
    @Test
    void faults_areOfEachDrill() {
        assertEquals(
                drills().sorted().toList(),
                faults().map(fault -> (String) fault.get()[0])
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static Arguments fault(String drill, String fault, Planted planted, String broken) {
        return Arguments.of(drill, fault, planted, broken);
    }

    private static List<Rehearsal.Result> rehearse(String name, Planted planted) {
        var drill = Drills.named(name, PROD).orElseThrow();
        return Rehearsal.of(drill, PROD, settings -> planted.in(plan(settings)));
    }

    private static List<String> broken(List<Rehearsal.Result> results) {
        return results.stream()
                .flatMap(result -> result.findings().stream())
                .filter(finding -> !finding.broken().isEmpty())
                .map(finding -> finding.promise().says() + ": " + finding.broken())
                .toList();
    }

    private static String worker() {
        return plan(PROD).ofType(WORKER).get(0).urn();
    }

    private static String urn(String kind, String name) {
        return plan(PROD).resource(kind, name).urn();
    }
}
