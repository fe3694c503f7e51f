package com.runmat.telemetry.infra.config;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the stack stands, by the names of Google Cloud's regions.
 *
 * @param names every region that has a worker and forwarders
 * @param drained those of them that clients are not led to; what stands there stays
 */
public record RegionSettings(List<String> names, List<String> drained) {
    public RegionSettings {
        names = List.copyOf(names);
        drained = List.copyOf(drained);
    }

    /** Those that clients are led to. */
    public List<String> serving() {
        return names.stream().filter(name -> !drained.contains(name)).toList();
    }

    /**
     * Whose workers the forwarders of a region post to: its own first, then those that serve, beginning with the next.
     * A drained region is in no other's list, so nothing that serves waits for it.
     */
    public List<String> workersFor(String region) {
        List<String> fromHere = new java.util.ArrayList<>(names);
        Collections.rotate(fromHere, -names.indexOf(region));
        return Stream.concat(Stream.of(region), fromHere.stream().filter(serving()::contains))
                .distinct()
                .toList();
    }
}
