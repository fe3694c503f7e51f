package com.runmat.telemetry.infra.region.forwarder;

import com.pulumi.core.Output;
import com.pulumi.gcp.compute.InstanceTemplateArgs;
import com.pulumi.gcp.compute.inputs.InstanceTemplateDiskArgs;
import com.pulumi.gcp.compute.inputs.InstanceTemplateNetworkInterfaceArgs;
import com.pulumi.gcp.compute.inputs.InstanceTemplateNetworkInterfaceIpv6AccessConfigArgs;
import com.pulumi.gcp.compute.inputs.InstanceTemplateServiceAccountArgs;
import com.pulumi.gcp.compute.inputs.InstanceTemplateShieldedInstanceConfigArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.Map;

/**
 * One machine: Container-Optimized OS that runs one container. Nobody logs in; a machine that is to change is replaced.
 */
final class TemplateSpec {
    private final Names names;
    private final Forwarder.Args args;

    TemplateSpec(Names names, Forwarder.Args args) {
        this.names = names;
        this.args = args;
    }

    InstanceTemplateArgs args() {
        return InstanceTemplateArgs.builder()
                .project(names.project())
                .namePrefix(names.templatePrefix())
                .description("RunMat telemetry: a UDP forwarder")
                .instanceDescription("RunMat telemetry: a UDP forwarder")
                .machineType(args.settings().machineType())
                .canIpForward(false)
                .labels(names.labels())
                .disks(bootDisk())
                .networkInterfaces(network())
                .metadata(metadata())
                .serviceAccount(InstanceTemplateServiceAccountArgs.builder()
                        .email(args.identity().email())
                        .scopes("https://www.googleapis.com/auth/cloud-platform")
                        .build())
                .shieldedInstanceConfig(InstanceTemplateShieldedInstanceConfigArgs.builder()
                        .enableSecureBoot(true)
                        .enableVtpm(true)
                        .enableIntegrityMonitoring(true)
                        .build())
                .build();
    }

    /** A family: each new machine starts with its newest image, which is how security updates arrive. */
    private InstanceTemplateDiskArgs bootDisk() {
        return InstanceTemplateDiskArgs.builder()
                .boot(true)
                .autoDelete(true)
                .sourceImage(args.settings().bootImage())
                .diskType("pd-balanced")
                .diskSizeGb(10)
                .labels(names.labels())
                .build();
    }

    /** Without an access configuration there is no public address; an IPv6 load balancer needs one of IPv6. */
    private InstanceTemplateNetworkInterfaceArgs network() {
        var network = InstanceTemplateNetworkInterfaceArgs.builder()
                .network(args.network().network())
                .subnetwork(args.subnetwork())
                .stackType(args.ipv6().stands() ? "IPV4_IPV6" : "IPV4_ONLY");
        if (args.ipv6().stands()) {
            network.ipv6AccessConfigs(InstanceTemplateNetworkInterfaceIpv6AccessConfigArgs.builder()
                    .networkTier("PREMIUM")
                    .build());
        }
        return network.build();
    }

    private Output<Map<String, Object>> metadata() {
        return new CloudInit(args)
                .text()
                .applyValue(userData -> Map.of(
                        "user-data", userData,
                        "google-logging-enabled", "true",
                        "google-monitoring-enabled", "true",
                        "block-project-ssh-keys", "true",
                        "serial-port-enable", "false"));
    }
}
