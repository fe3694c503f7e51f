package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.apis.Api.ARTIFACT_REGISTRY;
import static com.runmat.telemetry.infra.apis.Api.CLOUD_RESOURCE_MANAGER;
import static com.runmat.telemetry.infra.apis.Api.COMPUTE;
import static com.runmat.telemetry.infra.apis.Api.IAM;
import static com.runmat.telemetry.infra.apis.Api.SECRET_MANAGER;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.gcp.Provider;
import com.pulumi.gcp.ProviderArgs;
import com.runmat.telemetry.infra.apis.Api;
import com.runmat.telemetry.infra.apis.Apis;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.config.StackConfig;
import com.runmat.telemetry.infra.identities.Identities;
import com.runmat.telemetry.infra.images.Images;
import com.runmat.telemetry.infra.images.ProjectFolder;
import com.runmat.telemetry.infra.images.Registry;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.network.Network;
import com.runmat.telemetry.infra.secrets.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The stack's table of contents: all that stands behind the telemetry names, a component a line. */
public final class TelemetryStack {
    private final Placement placement;
    private final Apis apis;

    private TelemetryStack(StackConfig config, Names names) {
        placement = new Placement(names, provider(config, names), config.protect(), List.of());
        apis = new Apis(placement);
    }

    /** What Pulumi runs; a plan and the tests run the same. */
    public static void define(Context context) {
        StackConfig config = StackConfig.of(context);
        Names names = new Names(config.project(), context.stackName());
        new TelemetryStack(config, names).build(config, context);
    }

    private void build(StackConfig config, Context context) {
        var identities = new Identities(after(IAM, CLOUD_RESOURCE_MANAGER)).outputs();
        new Network(new Network.Args(config.region(), config.ipv6()), after(COMPUTE));
        new Secrets(secrets(config.secrets(), identities), after(SECRET_MANAGER));
        var registry = new Registry(registry(config, identities), after(ARTIFACT_REGISTRY)).outputs();
        new Images(images(config), registry, context.log(), placement);
    }

    /** Cloud Run pulls with its own agent, which may read every repository of its project; a machine with its account. */
    private static Registry.Args registry(StackConfig config, Identities.Outputs identities) {
        return new Registry.Args(
                config.region(),
                config.images().registry(),
                Stream.of(config.worker().image(), config.forwarder().image())
                        .flatMap(Optional::stream)
                        .toList(),
                Map.of("forwarder", identities.forwarder().member()));
    }

    private static Images.Args images(StackConfig config) {
        return new Images.Args(
                ProjectFolder.ofThisProgram(),
                config.images().base(),
                config.worker().image(),
                config.forwarder().image());
    }

    private static Secrets.Args secrets(StackConfig.Secrets values, Identities.Outputs identities) {
        Map<String, Output<String>> worker =
                Map.of("worker", identities.worker().member());
        Map<String, Output<String>> both = Map.of(
                "worker", identities.worker().member(),
                "forwarder", identities.forwarder().member());
        List<Secrets.Entry> entries = new ArrayList<>();
        entries.add(new Secrets.Entry("ingestion-key", values.ingestionKey(), both));
        values.ingestionKeyPrevious()
                .ifPresent(value -> entries.add(new Secrets.Entry("ingestion-key-previous", value, worker)));
        values.posthogApiKey().ifPresent(value -> entries.add(new Secrets.Entry("posthog-api-key", value, worker)));
        values.gaApiSecret().ifPresent(value -> entries.add(new Secrets.Entry("ga-api-secret", value, worker)));
        return new Secrets.Args(entries);
    }

    private static Provider provider(StackConfig config, Names names) {
        return new Provider(
                "gcp",
                ProviderArgs.builder()
                        .project(config.project())
                        .region(config.region())
                        .defaultLabels(names.labels())
                        .build());
    }

    private Placement after(Api... needed) {
        return placement.after(apis.of(needed));
    }
}
