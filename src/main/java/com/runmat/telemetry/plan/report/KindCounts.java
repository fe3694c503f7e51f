package com.runmat.telemetry.plan.report;

import com.google.common.collect.HashMultimap;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many cloud resources of each kind; a kind of two modules, such as Service, is counted for each of them. */
final class KindCounts {
    private KindCounts() {}

    static SortedMap<String, Long> of(Plan plan) {
        var types = HashMultimap.<String, String>create();
        plan.cloudResources().forEach(resource -> types.put(resource.kind(), resource.type()));
        return plan.cloudResources().stream()
                .collect(Collectors.groupingBy(
                        resource -> types.get(resource.kind()).size() == 1
                                ? resource.kind()
                                : resource.kind() + " (" + module(resource) + ")",
                        TreeMap::new,
                        Collectors.counting()));
    }

    /** {@code dns} of {@code gcp:dns/recordSet:RecordSet}. */
    private static String module(PlannedResource resource) {
        return resource.type().split("[:/]", 3)[1];
    }
}
