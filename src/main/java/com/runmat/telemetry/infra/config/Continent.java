package com.runmat.telemetry.infra.config;

import java.util.List;

/** Artifact Registry's multi-regions, each of which outlives the loss of any one region in it. */
final class Continent {
    static final List<String> ALL = List.of("us", "europe", "asia");

    private Continent() {}

    /** The one that a region is in, or that is nearest. */
    static String of(String region) {
        String area = region.substring(0, (region + '-').indexOf('-'));
        return switch (area) {
            case "asia", "australia" -> "asia";
            case "europe", "africa", "me" -> "europe";
            default -> "us";
        };
    }
}
