package com.runmat.telemetry.infra.monitoring;

import com.pulumi.gcp.logging.MetricArgs;
import com.pulumi.gcp.logging.inputs.MetricMetricDescriptorArgs;
import com.pulumi.gcp.logging.inputs.MetricMetricDescriptorLabelArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.Map;

/**
 * Counts what clients ask of the worker, by the answer's status. Cloud Run's own count would do for neither end of a share: it
 * leaves out the requests that found every instance busy, and it holds the uptime checks', which are most of a quiet
 * hour. Cloud Run's request log has both apart, and is counted although it is not stored:
 * cloud.google.com/logging/docs/logs-based-metrics. Nothing of a request is kept but the number and the status.
 */
final class RequestMetric {
    static final String NAME = "telemetry_worker_requests";

    private RequestMetric() {}

    static MetricArgs args(Names names) {
        return MetricArgs.builder()
                .project(names.project())
                .name(NAME)
                .description("Clients' requests, those that Cloud Run turned away included")
                .filter("log_id(\"run.googleapis.com/requests\")"
                        + " AND resource.type=\"cloud_run_revision\""
                        + " AND resource.labels.service_name=\"" + Names.WORKER + "\""
                        + " AND httpRequest.requestUrl:\"/ingest\"")
                .metricDescriptor(MetricMetricDescriptorArgs.builder()
                        .metricKind("DELTA")
                        .valueType("INT64")
                        .unit("1")
                        .labels(MetricMetricDescriptorLabelArgs.builder()
                                .key("status")
                                .valueType("STRING")
                                .description("Of the answer, such as 200")
                                .build())
                        .build())
                .labelExtractors(Map.of("status", "EXTRACT(httpRequest.status)"))
                .build();
    }
}
