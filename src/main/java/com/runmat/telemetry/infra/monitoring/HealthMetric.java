package com.runmat.telemetry.infra.monitoring;

import com.pulumi.gcp.logging.MetricArgs;
import com.pulumi.gcp.logging.inputs.MetricMetricDescriptorArgs;
import com.pulumi.gcp.logging.inputs.MetricMetricDescriptorLabelArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.Map;

/**
 * Counts the forwarders' changes between healthy and unhealthy, which the load balancer's health check logs:
 * cloud.google.com/load-balancing/docs/health-check-logging. A change from one kind of unhealthy to another, such as
 * from a wrong answer to none, is logged as well and not counted.
 */
final class HealthMetric {
    static final String NAME = "telemetry_forwarder_health_changes";

    private static final String PROBE = "jsonPayload.healthCheckProbeResult.";

    private HealthMetric() {}

    static MetricArgs args(Names names) {
        return MetricArgs.builder()
                .project(names.project())
                .name(NAME)
                .description("How often a UDP forwarder became healthy or unhealthy")
                .filter("log_id(\"compute.googleapis.com/healthchecks\")"
                        + " AND resource.type=\"gce_instance_group\""
                        + " AND resource.labels.instance_group_name=\"" + Names.UDP + "\""
                        + " AND (" + change("HEALTHY", "UNHEALTHY") + " OR " + change("UNHEALTHY", "HEALTHY") + ")")
                .metricDescriptor(MetricMetricDescriptorArgs.builder()
                        .metricKind("DELTA")
                        .valueType("INT64")
                        .unit("1")
                        .labels(MetricMetricDescriptorLabelArgs.builder()
                                .key("state")
                                .valueType("STRING")
                                .description("HEALTHY or UNHEALTHY")
                                .build())
                        .build())
                .labelExtractors(Map.of("state", "EXTRACT(" + PROBE + "healthState)"))
                .build();
    }

    private static String change(String from, String to) {
        return "(" + PROBE + "previousHealthState=\"" + from + "\" AND " + PROBE + "healthState=\"" + to + "\")";
    }
}
