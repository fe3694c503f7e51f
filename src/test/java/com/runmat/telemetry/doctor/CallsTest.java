package com.runmat.telemetry.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.infra.Stacks;
import com.runmat.telemetry.infra.seed.DeployRole;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.table.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The roles of the two accounts suffice for what the provider calls. The lists of calls are recorded: with a log of an API's stand-in, or
 * any other that has a method and a path in each line, {@code ./mvnw test -Dtest=CallsTest -Dcalls.deploy=LOG -Dcalls.preview=LOG}
 * writes them anew, and then these tests hold the tables against them.
 */
class CallsTest {
    private static final Map<String, List<String>> NEEDED = DataFile.read(CallsTest.class, "/calls/permissions.yaml");
    private static final Map<String, String> UNCALLED = DataFile.read(CallsTest.class, "/calls/uncalled.yaml");
    private static final Map<String, List<String>> ROLES = DataFile.read(CallsTest.class, "/calls/roles.yaml");
    private static final PermissionTable TABLE = PermissionTable.read();

    private static Set<String> calls(String account) throws IOException {
        String log = System.getProperty("calls." + account, "");
        if (!log.isEmpty()) {
            Calls.record(account, Path.of(log));
        }
        return Calls.recorded(account);
    }

    private static Set<String> neededBy(Set<String> calls) {
        return calls.stream()
                .flatMap(call -> NEEDED.getOrDefault(call, List.of("nobody knows what " + call)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of each kind of resource that a stack but the bootstrap has. */
    private static Set<String> listed() {
        return Arrays.stream(Stacks.values())
                .flatMap(stack -> stack.plan().cloudResources().stream())
                .map(PlannedResource::type)
                .distinct()
                .flatMap(type -> TABLE.of(type).values().stream())
                .flatMap(List::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** And each that is known was seen, so that the table is not longer than what was tried. */
    @Test
    void calls_ofTheDeployAccount_areEachKnown() throws IOException {
        assertEquals(new TreeSet<>(NEEDED.keySet()), calls("deploy"));
    }

    @Test
    void calls_ofTheDeployAccount_needNothingThatTheListOfPermissionsLacks() throws IOException {
        Set<String> lacking = neededBy(calls("deploy"));
        lacking.removeAll(listed());
        assertEquals(Set.of(), lacking);
    }

    @Test
    void permissions_thatNoCallNeeds_areTheseForAReason() throws IOException {
        Set<String> uncalled = listed();
        uncalled.removeAll(neededBy(calls("deploy")));
        assertEquals(new TreeSet<>(UNCALLED.keySet()), uncalled);
    }

    /** By Google's own list of what each role has, as far as it matters here. */
    @Test
    void permissions_areInTheRoleThatTheListSays() {
        Map<String, Set<String>> missing = new TreeMap<>();
        for (String type : TABLE.types()) {
            TABLE.of(type).forEach((role, permissions) -> {
                if (!role.equals("owner")) {
                    Set<String> lacking = new TreeSet<>(permissions);
                    ROLES.getOrDefault(role, List.of()).forEach(lacking::remove);
                    if (!lacking.isEmpty()) {
                        missing.computeIfAbsent(role, any -> new TreeSet<>()).addAll(lacking);
                    }
                }
            });
        }
        assertEquals(Map.of(), missing);
    }

    @Test
    void deployRoles_haveWhatEachCallNeeds() throws IOException {
        Set<String> lacking = neededBy(calls("deploy"));
        Stream.concat(
                        Arrays.stream(DeployRole.values())
                                .map(role -> role.role().replace("roles/", "")),
                        Stream.of("iam.serviceAccountUser"))
                .forEach(role -> ROLES.getOrDefault(role, List.of()).forEach(lacking::remove));
        assertEquals(Set.of(), lacking);
    }

    /** Of a preview, and of a refresh as the nightly look does it; it changes nothing. */
    @Test
    void calls_ofThePreviewAccount_areReadsThatAViewerMayDo() throws IOException {
        Set<String> calls = calls("preview");
        Set<String> lacking = neededBy(calls);
        ROLES.getOrDefault("viewer", List.of()).forEach(lacking::remove);
        assertEquals(Set.of(), lacking);
        assertEquals(
                List.of(),
                calls.stream()
                        .filter(call -> !call.startsWith("GET ") && !call.endsWith(":getIamPolicy"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12:00 200 POST /compute/v1/projects/p/global/addresses/a/setLabels?x=y | POST compute/projects/*/global/addresses/*/setLabels",
                "GET /dns/v1/projects/p/managedZones/z/rrsets/a.example./A | GET dns/projects/*/managedZones/*/rrsets/*/*",
                "DELETE /run/us-east4/apis/domains.cloudrun.com/v1/namespaces/p/domainmappings/a.example | DELETE run/namespaces/*/domainmappings/*",
                "POST /secretmanager/v1/projects/p/secrets/s/versions/1:enable | POST secretmanager/projects/*/secrets/*/versions/*:enable",
                "POST /serviceusage/v1/projects/p/services:batchEnable | POST serviceusage/projects/*/services:batchEnable",
            })
    void call_logged_losesVersionAndNames(String line) {
        String[] parts = line.split(" \\| ", -1);
        assertEquals(Set.of(parts[1]), Calls.in(parts[0]));
    }
}
