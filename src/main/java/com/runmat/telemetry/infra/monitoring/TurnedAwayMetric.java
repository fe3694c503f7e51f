package com.runmat.telemetry.infra.monitoring;

import com.pulumi.gcp.logging.MetricArgs;
import com.pulumi.gcp.logging.inputs.MetricMetricDescriptorArgs;
import com.runmat.telemetry.infra.naming.Names;

/**
 * Counts the requests that Cloud Run answers itself because every instance is busy: the worker does not see them, and
 * Cloud Run's own count of requests leaves them out. They are in the request log only, which is counted although it is
 * not stored: cloud.google.com/logging/docs/logs-based-metrics. Nothing of a request is kept but the number.
 */
final class TurnedAwayMetric {
    static final String NAME = "telemetry_worker_turned_away";

    private TurnedAwayMetric() {}

    static MetricArgs args(Names names) {
        return MetricArgs.builder()
                .project(names.project())
                .name(NAME)
                .description("Requests that Cloud Run turned away for lack of an instance")
                .filter("log_id(\"run.googleapis.com/requests\")"
                        + " AND resource.type=\"cloud_run_revision\""
                        + " AND resource.labels.service_name=\"" + Names.WORKER + "\""
                        + " AND httpRequest.status=429")
                .metricDescriptor(MetricMetricDescriptorArgs.builder()
                        .metricKind("DELTA")
                        .valueType("INT64")
                        .unit("1")
                        .build())
                .build();
    }
}
