package com.runmat.telemetry.infra.config;

import com.runmat.telemetry.infra.naming.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold between settings. */
final class Consistency {
    /** Where Cloud Run offers domain mappings: cloud.google.com/run/docs/mapping-custom-domains, read April 2026. */
    private static final Set<String> MAPPING_REGIONS = Set.of(
            "asia-east1",
            "asia-northeast1",
            "asia-southeast1",
            "europe-north1",
            "europe-west1",
            "europe-west4",
            "us-central1",
            "us-east1",
            "us-east4",
            "us-west1");

    /** What each number of CPUs goes with, in MiB: cloud.google.com/run/docs/configuring/services/memory-limits. */
    private static final Map<String, int[]> MEMORY = Map.of(
            "1", new int[] {512, 4096},
            "2", new int[] {512, 8192},
            "4", new int[] {2048, 16384},
            "8", new int[] {4096, 32768});

    private final StackConfig config;
    private final Settings settings;

    private Consistency(StackConfig config, Settings settings) {
        this.config = config;
        this.settings = settings;
    }

    static void check(StackConfig config, Settings settings) {
        var consistency = new Consistency(config, settings);
        consistency.mapping();
        consistency.domains();
        consistency.ranges();
        consistency.forwarderImage();
        consistency.memory();
        consistency.ga4();
        consistency.atMost(
                "workerMinInstances",
                config.worker().minInstances(),
                "workerMaxInstances",
                config.worker().maxInstances());
        consistency.atMost(
                "forwarderMinReplicas",
                config.forwarder().minReplicas(),
                "forwarderMaxReplicas",
                config.forwarder().maxReplicas());
    }

    private void mapping() {
        if (!config.edges().contains(Edge.DOMAIN_MAPPING)) {
            return;
        }
        List<String> serving = config.regions().serving();
        if (serving.size() > 1) {
            settings.mistake(
                    "edges",
                    "holds domain-mapping: allowed with one region only, and " + String.join(" and ", serving)
                            + " serve; take load-balancer alone, or drain all but one");
        }
        serving.stream()
                .filter(region -> Rules.region(region) && !MAPPING_REGIONS.contains(region))
                .forEach(region -> settings.mistake(
                        "edges",
                        "holds domain-mapping: allowed only in "
                                + MAPPING_REGIONS.stream().sorted().collect(Collectors.joining(", ")) + "; in "
                                + region + " take load-balancer alone"));
    }

    /** What the names of a region's resources begin with must begin no other's: whoever leaves a region names them so. */
    private void domains() {
        for (String region : config.regions().names()) {
            config.domains().stream()
                    .flatMap(domain -> Stream.of(domain, Names.udpHost(domain)))
                    .filter(host -> host.startsWith(Names.regional(region, "")))
                    .forEach(host -> settings.mistake(
                            "domains",
                            "= " + host + ": allowed is no name that begins with the region " + region + "-"));
        }
    }

    private void ranges() {
        Map<String, String> regions = new HashMap<>();
        for (String region : config.regions().names()) {
            String other = regions.putIfAbsent(SubnetRange.of(region), region);
            if (other != null && !other.equals(region)) {
                settings.mistake(
                        "regions",
                        "= " + other + ", " + region + ": allowed is one of the two, for both have the subnet "
                                + SubnetRange.of(region) + "; take another region");
            }
        }
    }

    private void forwarderImage() {
        Optional<String> registry = config.images().registry();
        config.forwarder()
                .image()
                .ifPresentOrElse(
                        image -> near("forwarderImage", image),
                        () -> registry.ifPresent(path -> near("registry", path)));
    }

    /** Only of what is well-formed: one mistake is told once. */
    private void near(String key, String from) {
        boolean formed = key.equals("registry") ? Rules.repository(from) : Rules.image(from);
        if (formed && !Rules.nearForwarders(from)) {
            settings.mistake(
                    key,
                    "= " + from + ": allowed is a Google registry, *.pkg.dev or gcr.io, for the forwarders' machines "
                            + "have no public address and reach no other; copy the image to Artifact Registry and set "
                            + "forwarderImage to it");
        }
    }

    private void memory() {
        String cpu = config.worker().cpu();
        String memory = config.worker().memory();
        int[] range = MEMORY.get(cpu);
        if (range != null && Rules.memory(memory)) {
            int mebibytes = Rules.mebibytes(memory);
            if (mebibytes < range[0] || mebibytes > range[1]) {
                settings.mistake(
                        "workerMemory",
                        "= " + memory + ": allowed with workerCpu = " + cpu + " is " + range[0] + "Mi to "
                                + range[1] / 1024 + "Gi");
            }
        }
    }

    private void ga4() {
        boolean measurement = config.worker().gaMeasurementId().isPresent();
        if (measurement != config.secrets().gaApiSecret().isPresent()) {
            settings.mistake(
                    measurement ? "gaApiSecret" : "gaMeasurementId",
                    "is not set: GA4 needs both gaMeasurementId and gaApiSecret, or neither");
        }
    }

    private void atMost(String lowKey, int low, String highKey, int high) {
        if (low > high) {
            settings.mistake(lowKey, "= " + low + ": allowed is at most " + highKey + " = " + high);
        }
    }
}
