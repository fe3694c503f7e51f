package com.runmat.telemetry.infra.images;

import com.pulumi.core.Output;
import com.pulumi.gcp.artifactregistry.Repository;
import com.pulumi.gcp.artifactregistry.RepositoryArgs;
import com.pulumi.gcp.artifactregistry.RepositoryIamMember;
import com.pulumi.gcp.artifactregistry.RepositoryIamMemberArgs;
import com.pulumi.gcp.artifactregistry.inputs.RepositoryCleanupPolicyArgs;
import com.pulumi.gcp.artifactregistry.inputs.RepositoryCleanupPolicyConditionArgs;
import com.pulumi.gcp.artifactregistry.inputs.RepositoryDockerConfigArgs;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the stack's images are kept: an Artifact Registry repository of Docker's format, whose tags never move and whose
 * images are never thrown away. Whoever is handed in may read it; nobody else is granted anything. With a registry of
 * the operator's own there is no repository, and no grant.
 */
public final class Registry extends Component {
    private static final String UNTAGGED_KEPT = "2592000s"; // 30 days

    private final Outputs outputs;

    /**
     * What the registry is told.
     *
     * @param location a multi-region, so that a lost region takes no image along
     * @param own {@code HOST/PATH} that takes the repository's place
     * @param readers who pulls images: a short name, and the account as a policy has it
     * @param wanted the tags of the images that it is to hold, by image
     */
    public record Args(
            String location, Optional<String> own, Map<String, Output<String>> readers, Map<String, String> wanted) {
        public Args {
            wanted = new TreeMap<>(wanted);
            readers = new TreeMap<>(readers);
        }
    }

    /**
     * What the registry gives.
     *
     * @param path {@code HOST/PATH} that images' names are put behind, known once images can be pushed there
     * @param updated whether this run of the program updates the stack: a {@code refresh} and a {@code destroy} may run
     *     it too, and neither the SDK nor the engine says so. What does is the repository, which then is as it was and
     *     has not taken the tags that this run labels it with. Of a registry of the operator's own nothing is known: true
     * @param grants what a puller waits for
     */
    public record Outputs(Output<String> path, Output<Boolean> updated, List<Resource> grants) {
        public Outputs {
            grants = List.copyOf(grants);
        }
    }

    public Registry(Args args, Placement placement) {
        super("images:Registry", "registry", placement);
        if (args.own().isPresent()) {
            outputs = new Outputs(Output.of(args.own().get()), Output.of(true), List.of());
        } else {
            var made = new Repository("registry", repository(args), kept());
            outputs = new Outputs(path(args.location(), made), updated(args, made), grants(args.readers(), made));
        }
    }

    public Outputs outputs() {
        return outputs;
    }

    /** Reads as known in a preview, yet comes after the repository in an update. */
    private Output<String> path(String location, Repository made) {
        var registry = Names.registry(location, names().project());
        return made.repositoryId().applyValue(id -> registry + "/" + id);
    }

    private static Output<Boolean> updated(Args args, Repository made) {
        return made.labels().applyValue(labels -> labels.orElse(Map.of()).equals(args.wanted()));
    }

    private RepositoryArgs repository(Args args) {
        return RepositoryArgs.builder()
                .project(names().project())
                .location(args.location())
                .repositoryId(Names.REPOSITORY)
                .description("RunMat telemetry: images of the worker and the UDP forwarder")
                .format("DOCKER")
                .labels(args.wanted())
                .dockerConfig(
                        RepositoryDockerConfigArgs.builder().immutableTags(true).build())
                .cleanupPolicyDryRun(false)
                .cleanupPolicies(cleanUp())
                .build();
    }

    /** A push that broke off leaves parts without a tag; an image has one, and is not deleted as long as tags never move. */
    private static RepositoryCleanupPolicyArgs cleanUp() {
        return RepositoryCleanupPolicyArgs.builder()
                .id("delete-untagged")
                .action("DELETE")
                .condition(RepositoryCleanupPolicyConditionArgs.builder()
                        .tagState("UNTAGGED")
                        .olderThan(UNTAGGED_KEPT)
                        .build())
                .build();
    }

    private List<Resource> grants(Map<String, Output<String>> readers, Repository made) {
        return readers.entrySet().stream()
                .<Resource>map(reader -> grant(reader.getKey(), reader.getValue(), made))
                .toList();
    }

    private RepositoryIamMember grant(String reader, Output<String> member, Repository made) {
        var args = RepositoryIamMemberArgs.builder()
                .project(names().project())
                .location(made.location())
                .repository(made.repositoryId())
                .role("roles/artifactregistry.reader")
                .member(member)
                .build();
        return new RepositoryIamMember("registry-reader-" + reader, args, child());
    }
}
