package com.runmat.telemetry.infra.monitoring;

import com.pulumi.gcp.logging.MetricArgs;
import com.pulumi.gcp.logging.inputs.MetricBucketOptionsArgs;
import com.pulumi.gcp.logging.inputs.MetricBucketOptionsExponentialBucketsArgs;
import com.pulumi.gcp.logging.inputs.MetricMetricDescriptorArgs;
import com.pulumi.gcp.monitoring.UptimeCheckConfigArgs;
import com.pulumi.gcp.monitoring.inputs.UptimeCheckConfigHttpCheckArgs;
import com.pulumi.gcp.monitoring.inputs.UptimeCheckConfigMonitoredResourceArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.Map;

/** Single metrics and checks. */
final class MonitoringSpec {
    private final Names names;

    MonitoringSpec(Names names) {
        this.names = names;
    }

    /** A distribution, as a counter would count log lines; buckets up to 4^16, which nothing asks for. */
    MetricArgs metric(ServiceCounter counter) {
        return MetricArgs.builder()
                .project(names.project())
                .name(counter.metric())
                .description("How much " + counter.key() + " grew, from the service's log")
                .filter(counter.filter())
                .valueExtractor("EXTRACT(jsonPayload.counters." + counter.key() + ")")
                .metricDescriptor(MetricMetricDescriptorArgs.builder()
                        .metricKind("DELTA")
                        .valueType("DISTRIBUTION")
                        .unit("1")
                        .build())
                .bucketOptions(MetricBucketOptionsArgs.builder()
                        .exponentialBuckets(MetricBucketOptionsExponentialBucketsArgs.builder()
                                .numFiniteBuckets(16)
                                .growthFactor(4.0)
                                .scale(1.0)
                                .build())
                        .build())
                .build();
    }

    UptimeCheckConfigArgs check(String domain) {
        return UptimeCheckConfigArgs.builder()
                .project(names.project())
                .displayName("Telemetry: " + domain)
                .period("60s")
                .timeout("10s")
                .httpCheck(UptimeCheckConfigHttpCheckArgs.builder()
                        .path("/health")
                        .port(443)
                        .useSsl(true)
                        .validateSsl(true)
                        .build())
                .monitoredResource(UptimeCheckConfigMonitoredResourceArgs.builder()
                        .type("uptime_url")
                        .labels(Map.of("project_id", names.project(), "host", domain))
                        .build())
                .build();
    }
}
