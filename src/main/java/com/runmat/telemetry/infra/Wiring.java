package com.runmat.telemetry.infra;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.config.StackConfig;
import com.runmat.telemetry.infra.dns.Dns;
import com.runmat.telemetry.infra.edge.HttpsAddresses;
import com.runmat.telemetry.infra.edge.LoadBalancedDomains;
import com.runmat.telemetry.infra.edge.MappedDomains;
import com.runmat.telemetry.infra.identities.Identities;
import com.runmat.telemetry.infra.images.Images;
import com.runmat.telemetry.infra.images.ProjectFolder;
import com.runmat.telemetry.infra.images.Registry;
import com.runmat.telemetry.infra.monitoring.Monitoring;
import com.runmat.telemetry.infra.network.Network;
import com.runmat.telemetry.infra.region.forwarder.Forwarder;
import com.runmat.telemetry.infra.region.worker.Worker;
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

    Network.Args network() {
        return new Network.Args(config.region(), config.ipv6());
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
                config.region(),
                config.images().registry(),
                Map.of("forwarder", identities.forwarder().member()));
    }

    Images.Args images() {
        return new Images.Args(
                ProjectFolder.ofThisProgram(),
                config.images().base(),
                config.worker().image(),
                config.forwarder().image());
    }

    Worker.Args worker(Identities.Outputs identities, Map<String, PinnedSecret> secrets, Images.Outputs images) {
        Map<String, PinnedSecret> environment = new TreeMap<>();
        secrets.forEach((what, secret) -> environment.put(VARIABLES.get(what), secret));
        return new Worker.Args(
                config.region(),
                images.worker(),
                identities.worker().email(),
                config.worker(),
                environment,
                config.edge() == StackConfig.Edge.LOAD_BALANCER);
    }

    Forwarder.Args forwarder(
            Network.Outputs network,
            Identities.Outputs identities,
            Map<String, PinnedSecret> secrets,
            Registry.Outputs registry,
            Images.Outputs images,
            Worker.Outputs worker) {
        List<Resource> ready = Stream.of(identities.ready(), registry.grants(), worker.ready())
                .flatMap(List::stream)
                .toList();
        return new Forwarder.Args(
                config.region(),
                config.ipv6(),
                network,
                identities.forwarder(),
                images.forwarder(),
                worker.url().applyValue(url -> url + "/ingest"),
                Objects.requireNonNull(secrets.get(INGESTION_KEY)),
                config.forwarder(),
                ready);
    }

    MappedDomains.Args mappedDomains(Worker.Outputs worker) {
        return new MappedDomains.Args(config.region(), config.domains(), worker.service(), worker.ready());
    }

    LoadBalancedDomains.Args loadBalancedDomains(Worker.Outputs worker) {
        return new LoadBalancedDomains.Args(
                config.region(), config.domains(), worker.service(), config.edgeRequestsPerMinute(), worker.ready());
    }

    Dns.Args dns(Map<String, HttpsAddresses> https, Forwarder.Outputs forwarder) {
        return new Dns.Args(https, config.existingZones(), forwarder.ipv4(), forwarder.ipv6());
    }

    Monitoring.Args monitoring() {
        return new Monitoring.Args(
                config.domains(), config.alertEmail(), config.forwarder().minReplicas());
    }
}
