package com.runmat.telemetry.infra.monitoring;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * PromQL with an answer for each region, told apart by the label {@code location}, so that what fails in one is neither
 * outweighed by what is well in another nor searched for there.
 */
final class RegionQueries {
    private final List<String> regions;

    RegionQueries(List<String> regions) {
        this.regions = List.copyOf(regions);
    }

    /** All that clients asked of a region's worker. */
    String requests(String window) {
        return each(Queries.summed(Queries.requestLog(""), window));
    }

    /** What the worker failed at, and what Cloud Run had no instance for (429). */
    String failedRequests(String window) {
        return each(Queries.summed(Queries.requestLog(Queries.FAILED), window));
    }

    /**
     * Where the slowest of clients' requests take more than so many milliseconds, as far as there are more than so many
     * requests: a region each, for PromQL looks for one share at a time.
     */
    String slowestTake(double share, String window, int milliseconds, int requests) {
        return regions.stream()
                .map(region -> Queries.latencyOfSlowest(share, window, region) + " > " + milliseconds + " and on () "
                        + Queries.requestsOf(region, window) + " > " + requests)
                .collect(Collectors.joining(" or "));
    }

    /** How many times a forwarder came into this state, as the load balancer's probes see it; logged by region or by zone. */
    String healthChanges(String state, String window) {
        String changes = "logging_googleapis_com:user_" + HealthMetric.NAME + "{" + Queries.of("gce_instance_group")
                + ",state=\"" + state + "\"}";
        String zoned =
                "label_replace(" + Queries.summed(changes, window) + ", \"zone\", \"$1\", \"location\", \"(.+)\")";
        return each(ofZones(zoned));
    }

    /** How much a forwarder's counters grew. */
    String sum(String window, ServiceCounter... counters) {
        return Arrays.stream(counters)
                .map(counter -> each(ofZones(Queries.summed(counter.series(), window))))
                .collect(Collectors.joining(" + ", "(", ")"));
    }

    /** How many machines there are. */
    String forwarders() {
        return each(Queries.groupSize());
    }

    /** A zone's name is its region's and a letter. The zone stays: two series must not become one another's. */
    private static String ofZones(String series) {
        return "label_replace(" + series + ", \"location\", \"$1\", \"zone\", \"(.+)-[a-z]\")";
    }

    /** A number for each of the regions, 0 also where nothing was reported. */
    private String each(String series) {
        return regions.stream()
                .map(region -> " or label_replace(vector(0), \"location\", \"" + region + "\", \"\", \"\")")
                .collect(Collectors.joining("", "(sum by (location) (" + series + ")", ")"));
    }
}
