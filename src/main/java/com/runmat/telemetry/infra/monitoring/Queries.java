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

    /** Of the worker's requests. */
    static final String FAILED = ",status=~\"5..|429\"";

    private static final String CHECKS =
            "monitoring_googleapis_com:uptime_check_check_passed{" + of("uptime_url") + "}";

    private Queries() {}

    /**
     * Picks the series of one kind of resource. Each query says it: a metric, of logs above all, can have series of
     * more than one, and is then refused without: cloud.google.com/monitoring/promql/promql-mapping.
     */
    static String of(String resource) {
        return "monitored_resource=\"" + resource + "\"";
    }

    /**
     * How much a metric grew in a window, over all that report it; 0 when nothing was reported. For metrics of increases
     * (DELTA) alone: each of their points is the increase of one minute and stands for itself. PromQL's own {@code increase}
     * compares points, finds nothing in a single one and takes each smaller one for a restart.
     */
    static String grown(String series, String window) {
        return "(sum(" + summed(series, window) + ") or vector(0))";
    }

    /** The same of each that reports it; nothing when nothing was reported. */
    static String summed(String series, String window) {
        return "sum_over_time(" + series + "[" + window + "])";
    }

    /** All that clients asked, whoever answered. */
    static String requests(String window) {
        return requests("", window);
    }

    /** What the worker failed at, and what Cloud Run had no instance for (429). */
    static String failedRequests(String window) {
        return requests(FAILED, window);
    }

    private static String requests(String which, String window) {
        return grown(requestLog(which), window);
    }

    /** The same of one region's worker. */
    static String requestsOf(String region, String window) {
        return requests(in(region), window);
    }

    /** The series of what clients asked. */
    static String requestLog(String which) {
        return "logging_googleapis_com:user_" + RequestMetric.NAME + "{" + WORKER + which + "}";
    }

    /** Milliseconds, uptime checks included. */
    static String latency(double quantile, String window) {
        return latency(String.valueOf(quantile), "le", "", window);
    }

    /**
     * Milliseconds that so many of the slowest of clients' requests to a region's worker take at least. Cloud Run's figure
     * holds the uptime checks, which are quick: as many of the slowest are looked for as that share of clients' requests is.
     */
    static String latencyOfSlowest(double share, String window, String region) {
        String answered = grown(answers(in(region)), window);
        String quantile =
                "scalar(1 - " + share + " * clamp_max(" + requestsOf(region, window) + " / " + answered + ", 1))";
        return latency(quantile, "le, location", in(region), window);
    }

    private static String latency(String quantile, String labels, String which, String window) {
        return "histogram_quantile(" + quantile + ", sum by (" + labels + ") ("
                + summed("run_googleapis_com:request_latencies_bucket{" + WORKER + which + "}", window) + "))";
    }

    private static String in(String region) {
        return ",location=\"" + region + "\"";
    }

    /** Of 1: how many of the checks of a domain pass. */
    static String checksPassed(String window) {
        return "avg by (host) (avg_over_time(" + CHECKS + "[" + window + "]))";
    }

    /** 1 when nobody has checked any domain in a window. */
    static String unchecked(String window) {
        return "absent_over_time(" + CHECKS + "[" + window + "])";
    }

    /** Days. */
    static String certificateLeft() {
        return "min by (host) (monitoring_googleapis_com:uptime_check_time_until_ssl_cert_expires" + "{"
                + of("uptime_url") + "})";
    }

    /** The machines of each group. */
    static String groupSize() {
        return "compute_googleapis_com:instance_group_size{" + of("instance_group") + ",instance_group_name=\""
                + Names.UDP + "\"}";
    }

    /** Seconds since the start of the forwarder that has run for longest. */
    static String oldestForwarder() {
        return "max(compute_googleapis_com:instance_uptime_total{" + of("gce_instance") + ",instance_name=~\""
                + Names.UDP + "-.+\"})";
    }

    /** Of each region: how many answers its worker gave in a window. */
    static String answersByRegion(String window) {
        return byRegion("", window);
    }

    static String failuresByRegion(String window) {
        return byRegion(",response_code_class=\"5xx\"", window);
    }

    private static String byRegion(String which, String window) {
        return "sum by (location) (" + summed(answers(which), window) + ")";
    }

    /** The series of what Cloud Run answered, uptime checks included. */
    private static String answers(String which) {
        return "run_googleapis_com:request_count{" + WORKER + which + "}";
    }

    static String sum(String window, ServiceCounter... counters) {
        return Arrays.stream(counters)
                .map(counter -> counter.increase(window))
                .collect(Collectors.joining(" + ", "(", ")"));
    }
}
