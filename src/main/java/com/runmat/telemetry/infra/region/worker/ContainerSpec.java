package com.runmat.telemetry.infra.region.worker;

import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateContainerArgs;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateContainerEnvArgs;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateContainerEnvValueSourceArgs;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateContainerEnvValueSourceSecretKeyRefArgs;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateContainerLivenessProbeArgs;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateContainerLivenessProbeHttpGetArgs;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateContainerResourcesArgs;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateContainerStartupProbeArgs;
import com.pulumi.gcp.cloudrunv2.inputs.ServiceTemplateContainerStartupProbeHttpGetArgs;
import com.runmat.telemetry.infra.naming.Ports;
import com.runmat.telemetry.infra.secrets.PinnedSecret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The worker's container: its image, its settings, what it may use and how one sees that it lives. */
final class ContainerSpec {
    private final Worker.Args args;

    ContainerSpec(Worker.Args args) {
        this.args = args;
    }

    ServiceTemplateContainerArgs args() {
        return ServiceTemplateContainerArgs.builder()
                .image(args.image())
                .resources(ServiceTemplateContainerResourcesArgs.builder()
                        .limits(Map.of(
                                "cpu", args.settings().cpu(),
                                "memory", args.settings().memory()))
                        .cpuIdle(true)
                        .startupCpuBoost(true)
                        .build())
                .envs(environment())
                .startupProbe(startup())
                .livenessProbe(liveness())
                .build();
    }

    /** Plain settings, then secrets, each by name, so that the order never changes. */
    private List<ServiceTemplateContainerEnvArgs> environment() {
        Stream<ServiceTemplateContainerEnvArgs> plain = plain().entrySet().stream()
                .map(entry -> ServiceTemplateContainerEnvArgs.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build());
        Stream<ServiceTemplateContainerEnvArgs> secrets = new TreeMap<>(args.secrets())
                .entrySet().stream().map(entry -> secret(entry.getKey(), entry.getValue()));
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

    private static ServiceTemplateContainerEnvArgs secret(String variable, PinnedSecret secret) {
        return ServiceTemplateContainerEnvArgs.builder()
                .name(variable)
                .valueSource(ServiceTemplateContainerEnvValueSourceArgs.builder()
                        .secretKeyRef(ServiceTemplateContainerEnvValueSourceSecretKeyRefArgs.builder()
                                .secret(secret.id())
                                .version(secret.version())
                                .build())
                        .build())
                .build();
    }

    /** Looked at each second for half a minute: a JVM on a boosted CPU starts in a few seconds. */
    private static ServiceTemplateContainerStartupProbeArgs startup() {
        return ServiceTemplateContainerStartupProbeArgs.builder()
                .httpGet(ServiceTemplateContainerStartupProbeHttpGetArgs.builder()
                        .path(Ports.HEALTH_PATH)
                        .port(Ports.WORKER)
                        .build())
                .periodSeconds(1)
                .timeoutSeconds(1)
                .failureThreshold(30)
                .build();
    }

    private static ServiceTemplateContainerLivenessProbeArgs liveness() {
        return ServiceTemplateContainerLivenessProbeArgs.builder()
                .httpGet(ServiceTemplateContainerLivenessProbeHttpGetArgs.builder()
                        .path(Ports.HEALTH_PATH)
                        .port(Ports.WORKER)
                        .build())
                .periodSeconds(30)
                .timeoutSeconds(5)
                .failureThreshold(3)
                .build();
    }
}
