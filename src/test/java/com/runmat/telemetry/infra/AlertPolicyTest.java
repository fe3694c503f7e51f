package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts as Google is told them. */
class AlertPolicyTest {
    private static final String CONDITION = "conditions[0].conditionPrometheusQueryLanguage.";

    /** A metric exists once it has emitted; without this a first {@code up} fails on each alert that asks one. */
    @Test
    void policies_mayAskMetricsThatHaveNotEmittedYet() {
        var policies = Stacks.PROD.plan().ofType("AlertPolicy");
        assertFalse(policies.isEmpty());
        for (PlannedResource policy : policies) {
            assertEquals(
                    true, policy.property(CONDITION + "disableMetricValidation").orElse(false), policy.name());
        }
    }

    /** A wrong answer that turns into none is one step down and none up: it would count twice, and fire for good. */
    @Test
    void healthChanges_areThoseBetweenHealthyAndUnhealthy() {
        String probe = "jsonPayload.healthCheckProbeResult.";
        var filter = (String) Stacks.PROD
                .plan()
                .resource("Metric", "telemetry_forwarder_health_changes")
                .property("filter")
                .orElseThrow();
        assertTrue(
                filter.endsWith("AND ((" + probe + "previousHealthState=\"HEALTHY\" AND " + probe
                        + "healthState=\"UNHEALTHY\") OR (" + probe + "previousHealthState=\"UNHEALTHY\" AND " + probe
                        + "healthState=\"HEALTHY\"))"),
                filter);
    }

    @Test
    void udpOutage_thatLasts_isSeenByWhatTheForwardersReceived() {
        assertTrue(
                query("udp-silent")
                        .matches(".*forwarder_received_sum.*\\[1h].* < 1 and .*forwarder_received_sum.*\\[1d].* > 100"),
                query("udp-silent"));
    }

    /** Cloud Run's count of requests leaves out those that it had no instance for, and holds the uptime checks'. */
    @Test
    void requests_areCountedFromTheRequestLog_byStatusAlone() {
        var metric = Stacks.PROD.plan().resource("Metric", "telemetry_worker_requests");
        var filter = (String) metric.property("filter").orElseThrow();
        assertTrue(filter.contains("log_id(\"run.googleapis.com/requests\")"), filter);
        assertTrue(filter.endsWith(" AND httpRequest.requestUrl:\"/ingest\""), filter);
        assertEquals(
                Map.of("status", "EXTRACT(httpRequest.status)"),
                metric.properties().get("labelExtractors"),
                "a request's address must not be kept");
    }

    /** A metric of logs can have series of more than one kind of resource, and a query that names none is refused. */
    @Test
    void queries_nameTheKindOfResource_andCompareNoPoints() {
        Plan plan = Stacks.PROD.plan();
        String queries = Stream.concat(
                        plan.ofType("AlertPolicy").stream().map(policy -> query(policy.name())),
                        plan.ofType("Dashboard").stream()
                                .map(board -> ((String)
                                                board.property("dashboardJson").orElseThrow())
                                        .replace("\\u003d", "=")
                                        .replace("\\\"", "\"")))
                .collect(Collectors.joining("\n"));
        var selectors = Pattern.compile("googleapis_com:\\w+.{20}")
                .matcher(queries)
                .results()
                .map(MatchResult::group)
                .toList();
        assertTrue(selectors.size() > 50, selectors::toString);
        assertFalse(
                Pattern.compile("\\b(rate|increase|delta)\\(").matcher(queries).find(),
                "points are increases themselves");
        assertEquals(
                List.of(),
                selectors.stream()
                        .filter(selector -> !selector.endsWith("{monitored_resource="))
                        .toList());
    }

    private static String query(String alert) {
        return (String) Stacks.PROD
                .plan()
                .resource("AlertPolicy", alert)
                .property(CONDITION + "query")
                .orElseThrow();
    }
}
