package com.runmat.telemetry.infra.monitoring;

import com.pulumi.gcp.logging.MetricArgs;
import com.pulumi.gcp.logging.inputs.MetricMetricDescriptorArgs;
import com.pulumi.gcp.logging.inputs.MetricMetricDescriptorLabelArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.Map;

/** Counts the forwarders' changes of health, which the load balancer's health check logs. */
final class HealthMetric {
    static final String NAME = "telemetry_forwarder_health_changes";

    private HealthMetric() {}

    static MetricArgs args(Names names) {
        return MetricArgs.builder()
                .project(names.project())
                .name(NAME)
                .description("How often a UDP forwarder became healthy or unhealthy")
                .filter("log_id(\"compute.googleapis.com/healthchecks\")"
                        + " AND jsonPayload.healthCheckProbeResult.healthState:*"
                        + " AND resource.labels.instance_group_name=\"" + Names.UDP + "\"")
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
                .labelExtractors(Map.of("state", "EXTRACT(jsonPayload.healthCheckProbeResult.healthState)"))
                .build();
    }
}
