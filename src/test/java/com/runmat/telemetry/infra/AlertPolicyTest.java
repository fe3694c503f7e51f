package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.plan.graph.PlannedResource;
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

    private static String query(String alert) {
        return (String) Stacks.PROD
                .plan()
                .resource("AlertPolicy", alert)
                .property(CONDITION + "query")
                .orElseThrow();
    }
}
