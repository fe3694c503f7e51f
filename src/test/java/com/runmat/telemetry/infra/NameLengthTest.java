package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Google refuses a name of more than 63 characters; the stack must have refused the domain before. */
class NameLengthTest {
    private static final String LONGEST = "telemetry." + "a".repeat(53 - "telemetry..example".length()) + ".example";

    @ParameterizedTest
    @ValueSource(strings = {"domain-mapping", "load-balancer"})
    void names_ofTheLongestDomain_fit(String edge) {
        Plan plan = Stacks.plan(Map.of(
                "gcp:project",
                "runmat-example",
                "gcp:region",
                "us-central1",
                "telemetry:ingestionKey",
                Stacks.INGESTION_KEY,
                "telemetry:domains",
                "[\"" + LONGEST + "\"]",
                "telemetry:edges",
                "[\"" + edge + "\"]"));
        List<String> names = plan.cloudResources().stream()
                .filter(resource -> !List.of("DomainMapping", "RecordSet").contains(resource.kind()))
                .flatMap(resource -> resource.property("name").stream())
                .map(String::valueOf)
                .filter(name -> name.contains("aaa"))
                .toList();
        assertTrue(names.contains("telemetry-" + LONGEST.replace('.', '-')), names::toString);
        assertEquals(
                List.of(), names.stream().filter(name -> name.length() > 63).toList());
    }
}
