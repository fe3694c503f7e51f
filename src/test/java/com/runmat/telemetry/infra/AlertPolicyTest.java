package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
}
