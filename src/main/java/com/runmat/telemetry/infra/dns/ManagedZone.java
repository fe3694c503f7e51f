package com.runmat.telemetry.infra.dns;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.gcp.dns.ManagedZoneArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Cloud DNS zone, with the outputs that are used here and no others: the SDK's class reads {@code managedZoneId} as a
 * text, the provider answers a number, and each run would warn of it.
 */
@ResourceType(type = ManagedZone.TYPE)
final class ManagedZone extends CustomResource {
    static final String TYPE = "gcp:dns/managedZone:ManagedZone";

    /** Filled by the SDK, by reflection. */
    @Export(
            name = "name",
            refs = {String.class},
            tree = "[0]")
    private @Nullable Output<String> name;

    @Export(
            name = "nameServers",
            refs = {List.class, String.class},
            tree = "[0,1]")
    private @Nullable Output<List<String>> nameServers;

    ManagedZone(String name, ManagedZoneArgs args, CustomResourceOptions options) {
        super(TYPE, name, args, options);
    }

    Output<String> name() {
        return Objects.requireNonNull(name);
    }

    Output<List<String>> nameServers() {
        return Objects.requireNonNull(nameServers);
    }
}
