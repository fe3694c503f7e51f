package com.runmat.telemetry.infra.dns;

import com.pulumi.core.Output;
import com.pulumi.core.internal.OutputData;
import com.pulumi.core.internal.OutputInternal;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.gcp.dns.DnsFunctions;
import com.pulumi.gcp.dns.ManagedZoneArgs;
import com.pulumi.gcp.dns.inputs.GetKeysArgs;
import com.pulumi.gcp.dns.inputs.ManagedZoneDnssecConfigArgs;
import com.pulumi.gcp.dns.outputs.GetKeysKeySigningKey;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;
import java.util.stream.Stream;

/** An own zone and its key. */
final class ZoneSpec {
    /**
     * Set where a preview runs without credentials: what only Google knows is then not known. A refused look-up would end
     * the program, and the SDK has no public way to say that a value is not known.
     */
    private static final String ASK_NOTHING = "TELEMETRY_ASK_NOTHING";

    private ZoneSpec() {}

    static ManagedZoneArgs args(Names names, String domain) {
        return ManagedZoneArgs.builder()
                .project(names.project())
                .name(names.zone(domain))
                .dnsName(domain + ".")
                .description("RunMat telemetry: " + domain)
                .visibility("public")
                .dnssecConfig(ManagedZoneDnssecConfigArgs.builder()
                        .state("on")
                        .nonExistence("nsec3")
                        .build())
                .forceDestroy(false)
                .build();
    }

    /**
     * The DS records that make the parent zone vouch for this one. They are asked for once the zone has an id, so is
     * there; one that stood before and is not signed yet has none.
     */
    static Output<List<String>> dsRecords(Resource parent, Names names, ManagedZone zone) {
        if (Deployment.getInstance().isDryRun() && System.getenv().containsKey(ASK_NOTHING)) {
            return new OutputInternal<>(OutputData.<List<String>>unknown());
        }
        GetKeysArgs args = GetKeysArgs.builder()
                .project(names.project())
                .managedZone(zone.id().apply(there -> zone.name()))
                .build();
        InvokeOptions options = InvokeOptions.builder().parent(parent).build();
        return DnsFunctions.getKeys(args, options)
                .applyValue(keys -> Stream.ofNullable(
                                keys.keySigningKeys()) // nothing, not an empty list, before it is signed
                        .flatMap(List::stream)
                        .map(GetKeysKeySigningKey::dsRecord)
                        .toList());
    }
}
