package com.runmat.telemetry.infra.seed;

import com.pulumi.core.Output;
import com.pulumi.gcp.iam.WorkloadIdentityPool;
import com.pulumi.gcp.iam.WorkloadIdentityPoolArgs;
import com.pulumi.gcp.iam.WorkloadIdentityPoolProvider;
import com.pulumi.gcp.iam.WorkloadIdentityPoolProviderArgs;
import com.pulumi.gcp.iam.inputs.WorkloadIdentityPoolProviderOidcArgs;
import com.pulumi.gcp.serviceaccount.IAMMember;
import com.pulumi.gcp.serviceaccount.IAMMemberArgs;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.config.GitHubSettings;
import java.util.Map;

/**
 * Lets workflows of one repository act as the two accounts, without a key that could leak. The repository is known by its numbers,
 * which nobody else ever gets; what a workflow runs as, by the whole subject that GitHub puts into its token.
 */
public final class GitHubPool extends Component {
    private static final String ISSUER = "https://token.actions.githubusercontent.com";

    private final GitHubSettings gitHub;
    private final Outputs outputs;

    /** Whom to let in, and as whom. */
    public record Args(GitHubSettings gitHub, Deployers.Deployer deploy, Deployers.Deployer preview) {}

    /** The provider's name, which a workflow authenticates with. */
    public record Outputs(Output<String> provider) {}

    public GitHubPool(Args args, Placement placement) {
        super("seed:GitHubPool", "github", placement);
        gitHub = args.gitHub();
        WorkloadIdentityPool pool = new WorkloadIdentityPool("pool", pool(), child());
        WorkloadIdentityPoolProvider provider = new WorkloadIdentityPoolProvider("provider", provider(pool), child());
        new IAMMember("deploy", actAs(args.deploy(), pool, gitHub.deploySubject()), child(provider));
        new IAMMember("preview", actAs(args.preview(), pool, gitHub.previewSubject()), child(provider));
        outputs = new Outputs(provider.name());
    }

    public Outputs outputs() {
        return outputs;
    }

    private WorkloadIdentityPoolArgs pool() {
        return WorkloadIdentityPoolArgs.builder()
                .project(names().project())
                .workloadIdentityPoolId(names().gitHubPool())
                .displayName("GitHub")
                .description("Workflows of the telemetry repository")
                .build();
    }

    private WorkloadIdentityPoolProviderArgs provider(WorkloadIdentityPool pool) {
        return WorkloadIdentityPoolProviderArgs.builder()
                .project(names().project())
                .workloadIdentityPoolId(pool.workloadIdentityPoolId())
                .workloadIdentityPoolProviderId(names().gitHubPool())
                .displayName("GitHub Actions")
                .attributeMapping(Map.of(
                        "google.subject",
                        "assertion.sub",
                        "attribute.repository_id",
                        "assertion.repository_id",
                        "attribute.repository_owner_id",
                        "assertion.repository_owner_id"))
                .attributeCondition(condition())
                .oidc(WorkloadIdentityPoolProviderOidcArgs.builder()
                        .issuerUri(ISSUER)
                        .build())
                .build();
    }

    /** Numbers, for a name may be another's tomorrow; and the subjects, for a branch's workflow is anybody's with the right to push. */
    private String condition() {
        return "assertion.repository_owner_id == '%s' && assertion.repository_id == '%s' && (assertion.sub == '%s' || assertion.sub == '%s')"
                .formatted(gitHub.ownerId(), gitHub.repositoryId(), gitHub.deploySubject(), gitHub.previewSubject());
    }

    private static IAMMemberArgs actAs(Deployers.Deployer account, WorkloadIdentityPool pool, String subject) {
        return IAMMemberArgs.builder()
                .serviceAccountId(account.name())
                .role("roles/iam.workloadIdentityUser")
                .member(pool.name()
                        .applyValue(name -> "principal://iam.googleapis.com/" + name + "/subject/" + subject))
                .build();
    }
}
