package com.runmat.telemetry.infra.plan;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.gcp.compute.Firewall;
import com.pulumi.gcp.compute.FirewallArgs;
import com.pulumi.gcp.compute.Network;
import com.pulumi.gcp.compute.NetworkArgs;
import com.pulumi.gcp.compute.inputs.FirewallAllowArgs;
import com.pulumi.gcp.secretmanager.Secret;
import com.pulumi.gcp.secretmanager.SecretArgs;
import com.pulumi.gcp.secretmanager.SecretVersion;
import com.pulumi.gcp.secretmanager.SecretVersionArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretReplicationArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretReplicationAutoArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

/** A stack of two components, small enough to know by heart: a secret that must survive, and a network with one door. */
public final class SampleStack {
    private SampleStack() {}

    public static void define(Context context) {
        var network = new Door("door", context.config().get("port").orElse("7846"));
        new Vault("vault", context.config().requireSecret("key"), network);
        context.log().info("two components");
        context.export("networkLink", network.network.selfLink());
        context.export("key", context.config().requireSecret("key"));
    }

    private static final class Door extends ComponentResource {
        private final Network network;

        Door(String name, String port) {
            super("sample:index:Door", name);
            var child = CustomResourceOptions.builder().parent(this).build();
            network = new Network(
                    "net", NetworkArgs.builder().autoCreateSubnetworks(false).build(), child);
            new Firewall(
                    "allow",
                    FirewallArgs.builder()
                            .network(network.selfLink())
                            .sourceRanges("0.0.0.0/0")
                            .allows(FirewallAllowArgs.builder()
                                    .protocol("udp")
                                    .ports(port)
                                    .build())
                            .build(),
                    child);
        }
    }

    private static final class Vault extends ComponentResource {
        Vault(String name, Output<String> key, Door door) {
            super("sample:index:Vault", name, ComponentResourceOptions.builder().build());
            var secret = new Secret(
                    "the-key",
                    SecretArgs.builder()
                            .secretId("the-key")
                            .replication(SecretReplicationArgs.builder()
                                    .auto(SecretReplicationAutoArgs.builder().build())
                                    .build())
                            .build(),
                    CustomResourceOptions.builder()
                            .parent(this)
                            .protect(true)
                            .dependsOn(door.network)
                            .build());
            new SecretVersion(
                    "the-key",
                    SecretVersionArgs.builder()
                            .secret(secret.id())
                            .secretData(key)
                            .build(),
                    CustomResourceOptions.builder().parent(this).build());
        }
    }
}
