package com.runmat.telemetry.infra.images;

import com.pulumi.gcp.artifactregistry.inputs.RepositoryCleanupPolicyArgs;
import com.pulumi.gcp.artifactregistry.inputs.RepositoryCleanupPolicyConditionArgs;
import com.pulumi.gcp.artifactregistry.inputs.RepositoryCleanupPolicyMostRecentVersionsArgs;
import java.util.ArrayList;
import java.util.List;

/**
 * What the registry may throw away: images older than a quarter of a year, but never the latest of each service, which
 * is what a built image that runs always is, nor a prebuilt image that runs. Keeping wins over deleting.
 */
final class CleanUp {
    /** Of each service: what runs, and a good number of states to go back to. */
    private static final int RECENT = 20;

    private static final String OLD = "7776000s"; // 90 days

    private CleanUp() {}

    /**
     * The policies of a repository.
     *
     * @param path the repository
     * @param prebuilt the images that run although they may not be among the latest, in whichever registry
     */
    static List<RepositoryCleanupPolicyArgs> keeping(String path, List<String> prebuilt) {
        List<RepositoryCleanupPolicyArgs> policies = new ArrayList<>();
        policies.add(RepositoryCleanupPolicyArgs.builder()
                .id("delete-old")
                .action("DELETE")
                .condition(RepositoryCleanupPolicyConditionArgs.builder()
                        .tagState("ANY")
                        .olderThan(OLD)
                        .build())
                .build());
        policies.add(RepositoryCleanupPolicyArgs.builder()
                .id("keep-recent")
                .action("KEEP")
                .mostRecentVersions(RepositoryCleanupPolicyMostRecentVersionsArgs.builder()
                        .keepCount(RECENT)
                        .build())
                .build());
        prebuilt.stream()
                .filter(image -> image.startsWith(path + "/"))
                .map(image -> keep(image.substring(path.length() + 1)))
                .forEach(policies::add);
        return policies;
    }

    /** Keeps one image; by digest if it has one, as registries do. */
    private static RepositoryCleanupPolicyArgs keep(String image) {
        var name = image.split("[:@]", 2)[0];
        var condition = RepositoryCleanupPolicyConditionArgs.builder().packageNamePrefixes(name);
        if (image.contains("@")) {
            condition.tagState("ANY").versionNamePrefixes(image.substring(image.indexOf('@') + 1));
        } else {
            condition.tagState("TAGGED").tagPrefixes(image.substring(image.indexOf(':') + 1));
        }
        return RepositoryCleanupPolicyArgs.builder()
                .id("keep-prebuilt-" + name)
                .action("KEEP")
                .condition(condition.build())
                .build();
    }
}
