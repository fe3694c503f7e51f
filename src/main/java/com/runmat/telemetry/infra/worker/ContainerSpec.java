package com.runmat.telemetry.infra.worker;

import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateSpecContainerArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateSpecContainerEnvArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateSpecContainerEnvValueFromArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateSpecContainerEnvValueFromSecretKeyRefArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateSpecContainerLivenessProbeArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateSpecContainerLivenessProbeHttpGetArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateSpecContainerPortArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateSpecContainerResourcesArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateSpecContainerStartupProbeArgs;
import com.pulumi.gcp.cloudrun.inputs.ServiceTemplateSpecContainerStartupProbeHttpGetArgs;
import com.runmat.telemetry.infra.naming.Ports;
import com.runmat.telemetry.infra.secrets.PinnedSecret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The worker's container: its image, its settings, what it may use and how one sees that it lives. */
final class ContainerSpec {
    /** Not {@code /healthz}: Google's front end keeps paths that end in z for itself. */
    private static final String HEALTH = "/health";

    private final Worker.Args args;

    ContainerSpec(Worker.Args args) {
        this.args = args;
    }

    ServiceTemplateSpecContainerArgs args() {
        return ServiceTemplateSpecContainerArgs.builder()
                .image(args.image())
                .ports(ServiceTemplateSpecContainerPortArgs.builder()
                        .name("http1")
                        .containerPort(Ports.WORKER)
                        .build())
                .resources(ServiceTemplateSpecContainerResourcesArgs.builder()
                        .limits(Map.of(
                                "cpu", args.settings().cpu(),
                                "memory", args.settings().memory()))
                        .build())
                .envs(environment())
                .startupProbe(startup())
                .livenessProbe(liveness())
                .build();
    }

    /** Plain settings, then secrets, each by name, so that the order never changes. */
    private List<ServiceTemplateSpecContainerEnvArgs> environment() {
        Stream<ServiceTemplateSpecContainerEnvArgs> plain =
                plain().entrySet().stream().map(entry -> ServiceTemplateSpecContainerEnvArgs.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build());
        Stream<ServiceTemplateSpecContainerEnvArgs> secrets =
                new TreeMap<>(args.secrets()).entrySet().stream().map(entry -> secret(entry.getKey(), entry.getValue()));
        return Stream.concat(plain, secrets).toList();
    }

    private Map<String, String> plain() {
        Map<String, String> plain = new TreeMap<>();
        plain.put("POSTHOG_HOST", args.settings().posthogHost());
        args.settings().gaMeasurementId().ifPresent(id -> plain.put("GA_MEASUREMENT_ID", id));
        if (!args.settings().allowedOrigins().isEmpty()) {
            plain.put("ALLOWED_ORIGINS", String.join(",", args.settings().allowedOrigins()));
        }
        return plain;
    }

    private static ServiceTemplateSpecContainerEnvArgs secret(String variable, PinnedSecret secret) {
        return ServiceTemplateSpecContainerEnvArgs.builder()
                .name(variable)
                .valueFrom(ServiceTemplateSpecContainerEnvValueFromArgs.builder()
                        .secretKeyRef(ServiceTemplateSpecContainerEnvValueFromSecretKeyRefArgs.builder()
                                .name(secret.id())
                                .key(secret.version())
                                .build())
                        .build())
                .build();
    }

    /** Looked at each second for half a minute: a JVM on a boosted CPU starts in a few seconds. */
    private static ServiceTemplateSpecContainerStartupProbeArgs startup() {
        return ServiceTemplateSpecContainerStartupProbeArgs.builder()
                .httpGet(ServiceTemplateSpecContainerStartupProbeHttpGetArgs.builder()
                        .path(HEALTH)
                        .port(Ports.WORKER)
                        .build())
                .periodSeconds(1)
                .timeoutSeconds(1)
                .failureThreshold(30)
                .build();
    }

    private static ServiceTemplateSpecContainerLivenessProbeArgs liveness() {
        return ServiceTemplateSpecContainerLivenessProbeArgs.builder()
                .httpGet(ServiceTemplateSpecContainerLivenessProbeHttpGetArgs.builder()
                        .path(HEALTH)
                        .port(Ports.WORKER)
                        .build())
                .periodSeconds(30)
                .timeoutSeconds(5)
                .failureThreshold(3)
                .build();
    }
}
