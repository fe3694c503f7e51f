package com.runmat.telemetry.plan;

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
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.StackOptions;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A stack of two components, small enough to know by heart: a secret that must survive, and a network with one door. */
public final class SampleStack {
    public static final String KEY = "the key in the clear";

    private SampleStack() {}

    /** The plan with a port other than 7846, so that there is something to tell apart. */
    public static Plan plan(String port) {
        return Preview.of(settings(Map.of("sample:port", port)), StackOptions.Empty, SampleStack::define);
    }

    public static Plan plan() {
        return Once.PLAN;
    }

    public static StackSettings settings(Map<String, String> more) {
        var config = new HashMap<>(more);
        config.put("sample:key", KEY);
        return StackSettings.of("sample", "test", config, Set.of("sample:key"));
    }

    public static void define(Context context) {
        // made before what it needs: the plan's order must not come from the program's
        var door = new Door(context.config().get("port").orElse("7846"));
        new Vault(context.config().requireSecret("key"), door);
        context.log().info("two components");
        context.log().warn("one door only");
        context.log().debug("the key is " + KEY);
        context.export("networkLink", door.network.selfLink());
        context.export("key", context.config().requireSecret("key"));
    }

    private static final class Door extends ComponentResource {
        private final Network network;

        Door(String port) {
            super("sample:index:Door", "zdoor");
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
        Vault(Output<String> key, Door door) {
            super("sample:index:Vault", "vault");
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

    /** One run for all tests that only read its plan; apart, since the program runs in other threads that need the class above. */
    private static final class Once {
        private static final Plan PLAN = plan("7846");
    }
}
