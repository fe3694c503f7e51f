package com.runmat.telemetry.infra.config;

import com.runmat.telemetry.infra.config.StackConfig.Edge;
import java.util.Set;

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

    private Consistency() {}

    static void check(StackConfig config, Settings settings) {
        if (config.edge() == Edge.DOMAIN_MAPPING && !MAPPING_REGIONS.contains(config.region())) {
            settings.mistake(
                    "edge",
                    "= domain-mapping: allowed only in "
                            + String.join(
                                    ", ", MAPPING_REGIONS.stream().sorted().toList())
                            + "; elsewhere set it to load-balancer");
        }
        if (config.worker().minInstances() > config.worker().maxInstances()) {
            settings.mistake(
                    "workerMinInstances",
                    "= " + config.worker().minInstances() + ": allowed is at most workerMaxInstances = "
                            + config.worker().maxInstances());
        }
        if (config.forwarder().minReplicas() > config.forwarder().maxReplicas()) {
            settings.mistake(
                    "forwarderMinReplicas",
                    "= " + config.forwarder().minReplicas() + ": allowed is at most forwarderMaxReplicas = "
                            + config.forwarder().maxReplicas());
        }
        boolean measurement = config.worker().gaMeasurementId().isPresent();
        if (measurement != config.secrets().gaApiSecret().isPresent()) {
            settings.mistake(
                    measurement ? "gaApiSecret" : "gaMeasurementId",
                    "is not set: GA4 needs both gaMeasurementId and gaApiSecret, or neither");
        }
    }
}
