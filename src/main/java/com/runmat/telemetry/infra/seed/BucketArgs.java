package com.runmat.telemetry.infra.seed;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.gcp.storage.inputs.BucketLifecycleRuleActionArgs;
import com.pulumi.gcp.storage.inputs.BucketLifecycleRuleArgs;
import com.pulumi.gcp.storage.inputs.BucketLifecycleRuleConditionArgs;
import com.pulumi.gcp.storage.inputs.BucketVersioningArgs;
import com.pulumi.resources.ResourceArgs;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;
import java.util.Map;

/**
 * What the bucket is told. The SDK reads the fields by reflection. No retention policy: Pulumi overwrites a stack's state and deletes its
 * lock with each update, so what must not get lost is kept as older versions instead.
 */
final class BucketArgs extends ResourceArgs {
    private static final int NEWER_VERSIONS = 30;
    private static final int DAYS = 90;

    /** Google's most is 90 days, without a word it is 7. */
    private static final int SOFT_DELETE_SECONDS = 30 * 24 * 3600;

    @Import(name = "project", required = true)
    final Output<String> project;

    @Import(name = "name", required = true)
    final Output<String> name;

    @Import(name = "location", required = true)
    final Output<String> location;

    @Import(name = "storageClass")
    final Output<String> storageClass = Output.of("STANDARD");

    @Import(name = "uniformBucketLevelAccess")
    final Output<Boolean> uniformBucketLevelAccess = Output.of(true);

    @Import(name = "publicAccessPrevention")
    final Output<String> publicAccessPrevention = Output.of("enforced");

    @Import(name = "versioning")
    final Output<BucketVersioningArgs> versioning =
            Output.of(BucketVersioningArgs.builder().enabled(true).build());

    @Import(name = "softDeletePolicy")
    final Output<Map<String, Integer>> softDeletePolicy =
            Output.of(Map.of("retentionDurationSeconds", SOFT_DELETE_SECONDS));

    @Import(name = "lifecycleRules")
    final Output<List<BucketLifecycleRuleArgs>> lifecycleRules = Output.of(List.of(longGone()));

    @Import(name = "forceDestroy")
    final Output<Boolean> forceDestroy = Output.of(false);

    BucketArgs(Names names, String location) {
        project = Output.of(names.project());
        name = Output.of(names.stateBucket());
        this.location = Output.of(Multiregion.bucket(location));
    }

    /** Both must hold, so a state that seldom changes keeps its versions for longer. */
    private static BucketLifecycleRuleArgs longGone() {
        return BucketLifecycleRuleArgs.builder()
                .action(BucketLifecycleRuleActionArgs.builder().type("Delete").build())
                .condition(BucketLifecycleRuleConditionArgs.builder()
                        .numNewerVersions(NEWER_VERSIONS)
                        .daysSinceNoncurrentTime(DAYS)
                        .withState("ARCHIVED")
                        .build())
                .build();
    }
}
