package com.runmat.telemetry.infra.monitoring;

import com.runmat.telemetry.infra.naming.Names;
import java.util.Locale;

/**
 * The services' counters that are watched, by the names that the services log them with. A log-based metric stands for
 * each; a test holds the names against the services' own lists.
 */
enum ServiceCounter {
    WORKER_RECEIVED,
    WORKER_ACCEPTED,
    WORKER_DUPLICATE,
    WORKER_REFUSED_INVALID_JSON,
    WORKER_REFUSED_INVALID_EVENT,
    WORKER_REFUSED_MISSING_SESSION,
    WORKER_REFUSED_INVALID_RUN_KIND,
    WORKER_REFUSED_UNAUTHORIZED,
    WORKER_REFUSED_PAYLOAD_TOO_LARGE,
    WORKER_REFUSED_UNSUPPORTED_MEDIA_TYPE,
    WORKER_REFUSED_FORWARD_FAILED,
    WORKER_REFUSED_OVERLOADED,
    WORKER_REFUSED_TELEMETRY_DISABLED,
    WORKER_POSTHOG_DELIVERED,
    WORKER_POSTHOG_FAILED,
    WORKER_POSTHOG_RETRIED,
    WORKER_POSTHOG_UNAUTHORIZED,
    WORKER_POSTHOG_QUOTA_LIMITED,
    WORKER_GA4_DELIVERED,
    WORKER_GA4_FAILED,
    FORWARDER_RECEIVED,
    FORWARDER_DELIVERED,
    FORWARDER_DROPPED_MALFORMED,
    FORWARDER_DROPPED_OVERSIZED,
    FORWARDER_DROPPED_SOURCE_RATE,
    FORWARDER_DROPPED_QUEUE_FULL,
    FORWARDER_DROPPED_REJECTED_INVALID,
    FORWARDER_DROPPED_REJECTED_UNAUTHORIZED,
    FORWARDER_DROPPED_REJECTED_TOO_LARGE,
    FORWARDER_DROPPED_REJECTED_OTHER,
    FORWARDER_DROPPED_EXPIRED,
    FORWARDER_DROPPED_SHUTDOWN,
    FORWARDER_DROPPED_UNANSWERED,
    FORWARDER_DROPPED_INTERNAL,
    FORWARDER_KERNEL_DROPPED,
    FORWARDER_CONNTRACK_DROPPED,
    FORWARDER_CONNTRACK_CROWDED,
    FORWARDER_POSTS_FAILED;

    private static final String WORKER_LOG = "resource.labels.service_name=\"" + Names.WORKER + "\"";

    /** Where Container-Optimized OS sends what containers print. */
    private static final String FORWARDER_LOG = "log_id(\"cos_containers\")";

    /** As the service logs it: {@code dropped_queue_full}. */
    String key() {
        String name = name().toLowerCase(Locale.ROOT);
        return name.substring(name.indexOf('_') + 1);
    }

    boolean ofWorker() {
        return name().startsWith("WORKER_");
    }

    /** The log-based metric's name: {@code telemetry_worker_received}. */
    String metric() {
        return "telemetry_" + name().toLowerCase(Locale.ROOT);
    }

    /** The lines that hold an increase of this counter. */
    String filter() {
        return "resource.type=\"" + resource() + "\" AND " + (ofWorker() ? WORKER_LOG : FORWARDER_LOG)
                + " AND jsonPayload.message=\"counters\" AND jsonPayload.counters." + key() + ">0";
    }

    /** PromQL: how much it grew in a window such as {@code 5m}, over all instances; 0 when nothing was logged. */
    String increase(String window) {
        return Queries.grown(series(), window);
    }

    /** PromQL: what each instance logged of it. */
    String series() {
        return "logging_googleapis_com:user_" + metric() + "_sum{" + Queries.of(resource()) + "}";
    }

    /** The kind of resource that logs it. */
    private String resource() {
        return ofWorker() ? "cloud_run_revision" : "gce_instance";
    }
}
