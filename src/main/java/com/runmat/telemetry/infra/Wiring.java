package com.runmat.telemetry.infra;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.config.Ipv6;
import com.runmat.telemetry.infra.config.StackConfig;
import com.runmat.telemetry.infra.dns.Records;
import com.runmat.telemetry.infra.dns.Zones;
import com.runmat.telemetry.infra.edge.Edges;
import com.runmat.telemetry.infra.identities.Identities;
import com.runmat.telemetry.infra.images.Images;
import com.runmat.telemetry.infra.images.ProjectFolder;
import com.runmat.telemetry.infra.images.Registry;
import com.runmat.telemetry.infra.monitoring.Monitoring;
import com.runmat.telemetry.infra.network.Network;
import com.runmat.telemetry.infra.region.Region;
import com.runmat.telemetry.infra.region.Regions;
import com.runmat.telemetry.infra.region.worker.Reach;
import com.runmat.telemetry.infra.secrets.PinnedSecret;
import com.runmat.telemetry.infra.secrets.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who gets what: turns the configuration and the outputs of one component into the arguments of the next. */
final class Wiring {
    private static final String INGESTION_KEY = "ingestion-key";

    /** What each secret is called in the worker's environment. */
    private static final Map<String, String> VARIABLES = Map.of(
            INGESTION_KEY,
            "INGESTION_KEY",
            "ingestion-key-previous",
            "INGESTION_KEY_PREVIOUS",
            "posthog-api-key",
            "POSTHOG_API_KEY",
            "ga-api-secret",
            "GA_API_SECRET");

    private final StackConfig config;

    Wiring(StackConfig config) {
        this.config = config;
    }

    Identities.Args identities() {
        return new Identities.Args(config.deployAccount());
    }

    Network.Args network(Identities.Outputs identities) {
        return new Network.Args(config.ipv6().stands(), identities.forwarder().email());
    }

    /** The worker reads all of them, the forwarder only the key that it adds to what it passes on. */
    Secrets.Args secrets(Identities.Outputs identities) {
        var worker = Map.of("worker", identities.worker().member());
        var both = new TreeMap<>(worker);
        both.put("forwarder", identities.forwarder().member());
        StackConfig.SecretSettings values = config.secrets();
        Map<String, Optional<Output<String>>> optional = new LinkedHashMap<>();
        optional.put("ingestion-key-previous", values.ingestionKeyPrevious());
        optional.put("posthog-api-key", values.posthogApiKey());
        optional.put("ga-api-secret", values.gaApiSecret());
        List<Secrets.Entry> entries = new ArrayList<>();
        entries.add(new Secrets.Entry(INGESTION_KEY, values.ingestionKey(), both));
        optional.forEach(
                (what, value) -> value.ifPresent(secret -> entries.add(new Secrets.Entry(what, secret, worker))));
        return new Secrets.Args(entries);
    }

    /** Cloud Run pulls with its own agent, which may read every repository of its project; a machine with its account. */
    Registry.Args registry(Identities.Outputs identities) {
        return new Registry.Args(
                config.images().location(),
                config.images().registry(),
                Map.of("forwarder", identities.forwarder().member()),
                images().wanted());
    }

    Images.Args images() {
        return new Images.Args(
                ProjectFolder.ofThisProgram(),
                config.images().base(),
                config.worker().image(),
                config.forwarder().image());
    }

    Regions.Args regions(
            Network.Outputs network,
            Identities.Outputs identities,
            Map<String, PinnedSecret> secrets,
            Registry.Outputs registry,
            Images.Outputs images,
            List<Resource> quiet) {
        Map<String, PinnedSecret> environment = new TreeMap<>();
        secrets.forEach((what, secret) -> environment.put(VARIABLES.get(what), secret));
        List<Resource> readyForWorker = Stream.concat(quiet.stream(), identities.worker().ready().stream())
                .toList();
        return new Regions.Args(
                config.regions(),
                config.ipv6(),
                network,
                identities,
                images,
                environment,
                Objects.requireNonNull(secrets.get(INGESTION_KEY)),
                config.worker(),
                config.forwarder(),
                Reach.by(config.edges()),
                readyForWorker,
                registry.grants());
    }

    Zones.Args zones() {
        return new Zones.Args(config.domains(), config.drainedDomains(), config.existingZones());
    }

    Edges.Args edges(List<Region.Outputs> regions, Zones.Outputs zones) {
        return new Edges.Args(
                config.edges(),
                config.domains(),
                config.drainedDomains(),
                zones.names(),
                serving(regions),
                config.edgeRequestsPerMinute());
    }

    /** Names of domains that are served lead to the first edge, and by UDP to the regions that serve. */
    Records.Args records(List<Edges.Outputs> edges, List<Region.Outputs> regions, Zones.Outputs zones) {
        Map<String, Output<String>> ipv4 = new TreeMap<>();
        Map<String, Output<String>> ipv6 = new TreeMap<>();
        for (Region.Outputs region : serving(regions)) {
            ipv4.put(region.name(), region.forwarder().ipv4());
            region.forwarder()
                    .ipv6()
                    .filter(address -> config.ipv6() == Ipv6.ON)
                    .ifPresent(address -> ipv6.put(region.name(), address));
        }
        return new Records.Args(
                config.servedDomains(), zones.names(), edges.get(0).addresses(), ipv4, ipv6);
    }

    private List<Region.Outputs> serving(List<Region.Outputs> regions) {
        return regions.stream()
                .filter(region -> config.regions().serving().contains(region.name()))
                .toList();
    }

    Monitoring.Args monitoring() {
        return new Monitoring.Args(
                config.servedDomains(),
                config.alertEmail(),
                config.forwarder().minReplicas(),
                config.regions().names());
    }
}
