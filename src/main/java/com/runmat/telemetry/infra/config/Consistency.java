package com.runmat.telemetry.infra.config;

import com.runmat.telemetry.infra.config.StackConfig.Edge;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        consistency.edge();
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

    private void edge() {
        boolean offered = MAPPING_REGIONS.contains(config.region()) || !Rules.region(config.region());
        if (config.edge() == Edge.DOMAIN_MAPPING && !offered) {
            String regions = MAPPING_REGIONS.stream().sorted().collect(Collectors.joining(", "));
            settings.mistake(
                    "edge",
                    "= domain-mapping: allowed only in " + regions + "; in " + config.region()
                            + " set it to load-balancer");
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
