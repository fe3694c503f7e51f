package com.runmat.telemetry.infra.monitoring;

import com.runmat.telemetry.infra.naming.Names;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * PromQL that alerts and dashboard share. Log-based metrics are distributions, of which PromQL can take the sum, and an
 * alert's PromQL may name a metric that has no data yet, if it says so; a filter may not.
 */
final class Queries {
    private static final String WORKER = of("cloud_run_revision") + ",service_name=\"" + Names.WORKER + "\"";

    private Queries() {}

    /**
     * Picks the series of one kind of resource. Each query says it: a metric, of logs above all, can have series of
     * more than one, and is then refused without: cloud.google.com/monitoring/promql/promql-mapping.
     */
    static String of(String resource) {
        return "monitored_resource=\"" + resource + "\"";
    }

    /** All that clients sent, whoever answered. */
    static String requests(String window) {
        return "(" + answered("", window) + " + " + turnedAway(window) + ")";
    }

    /** What the worker failed at, and what Cloud Run had no instance for. */
    static String failedRequests(String window) {
        return "(" + answered(",response_code_class=\"5xx\"", window) + " + " + turnedAway(window) + ")";
    }

    private static String answered(String which, String window) {
        return "(sum(rate(run_googleapis_com:request_count{" + WORKER + which + "}[" + window + "])) or vector(0))";
    }

    private static String turnedAway(String window) {
        return "(sum(rate(logging_googleapis_com:user_" + TurnedAwayMetric.NAME + "{" + WORKER + "}[" + window
                + "])) or vector(0))";
    }

    /** Milliseconds. */
    static String latency(double quantile, String window) {
        return "histogram_quantile(" + quantile + ", sum by (le) (rate(run_googleapis_com:request_latencies_bucket{"
                + WORKER + "}[" + window + "])))";
    }

    /** Of 1: how many of the checks of a domain pass. */
    static String checksPassed(String window) {
        return "avg by (host) (avg_over_time(monitoring_googleapis_com:uptime_check_check_passed" + "{"
                + of("uptime_url") + "}[" + window + "]))";
    }

    /** Days. */
    static String certificateLeft() {
        return "min by (host) (monitoring_googleapis_com:uptime_check_time_until_ssl_cert_expires" + "{"
                + of("uptime_url") + "})";
    }

    static String forwarders() {
        return "sum(compute_googleapis_com:instance_group_size{" + of("instance_group") + ",instance_group_name=\""
                + Names.UDP + "\"})";
    }

    /** How many times a forwarder came into this state, as the load balancer's probes see it. */
    static String healthChanges(String state, String window) {
        return "(sum(increase(logging_googleapis_com:user_" + HealthMetric.NAME + "{" + of("gce_instance_group")
                + ",state=\"" + state + "\"}[" + window
                + "])) or vector(0))";
    }

    static String sum(String window, ServiceCounter... counters) {
        return Arrays.stream(counters)
                .map(counter -> counter.increase(window))
                .collect(Collectors.joining(" + ", "(", ")"));
    }
}
