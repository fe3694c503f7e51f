package com.runmat.telemetry.infra.seed;

import com.pulumi.core.Output;
import com.pulumi.gcp.kms.CryptoKeyIAMMember;
import com.pulumi.gcp.kms.CryptoKeyIAMMemberArgs;
import com.pulumi.gcp.projects.IAMMember;
import com.pulumi.gcp.projects.IAMMemberArgs;
import com.pulumi.gcp.projects.inputs.IAMMemberConditionArgs;
import com.pulumi.gcp.serviceaccount.Account;
import com.pulumi.gcp.storage.BucketIAMMember;
import com.pulumi.gcp.storage.BucketIAMMemberArgs;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.identities.AccountSpec;
import java.util.List;
import java.util.Optional;

/**
 * Two accounts without keys: one deploys, one previews. The first writes state and has {@link DeployRole}'s roles in each project; the
 * second reads both, and decrypts: a preview is told the settings' secrets.
 */
public final class Deployers extends Component {
    private static final String VIEWER = "roles/viewer";

    private final Args args;
    private final Outputs outputs;

    /**
     * What they work on.
     *
     * @param projects that are deployed to
     * @param bucket the state's
     * @param key that the state's secrets are encrypted with
     */
    public record Args(List<String> projects, Output<String> bucket, Output<String> key) {
        public Args {
            projects = List.copyOf(projects);
        }
    }

    /** The two accounts. */
    public record Outputs(Deployer deploy, Deployer preview) {}

    /** An account: {@code name} as the IAM API has it, {@code member} as a policy has it. */
    public record Deployer(Output<String> name, Output<String> email, Output<String> member) {}

    public Deployers(Args args, Placement placement) {
        super("seed:Deployers", "deployers", placement);
        this.args = args;
        Account deploy = account("deploy", names().deployer(), "deploys the telemetry stacks");
        Account preview = account("preview", names().previewer(), "previews the telemetry stacks and changes nothing");
        onState("deploy", deploy, "roles/storage.objectUser", "roles/cloudkms.cryptoKeyEncrypterDecrypter");
        onState("preview", preview, "roles/storage.objectViewer", "roles/cloudkms.cryptoKeyDecrypter");
        for (String project : args.projects()) {
            for (DeployRole role : DeployRole.values()) {
                new IAMMember(
                        project + "-deploy-" + role.label(),
                        grant(project, deploy, role.role(), role.condition()),
                        child());
            }
            new IAMMember(project + "-preview-viewer", grant(project, preview, VIEWER, Optional.empty()), child());
        }
        outputs = new Outputs(deployer(deploy), deployer(preview));
    }

    public Outputs outputs() {
        return outputs;
    }

    private Account account(String name, String id, String does) {
        return new Account(name, AccountSpec.args(names(), id, does), child());
    }

    private void onState(String name, Account account, String onBucket, String onKey) {
        BucketIAMMemberArgs bucket = BucketIAMMemberArgs.builder()
                .bucket(args.bucket())
                .role(onBucket)
                .member(account.member())
                .build();
        new BucketIAMMember(name, bucket, child());
        CryptoKeyIAMMemberArgs key = CryptoKeyIAMMemberArgs.builder()
                .cryptoKeyId(args.key())
                .role(onKey)
                .member(account.member())
                .build();
        new CryptoKeyIAMMember(name, key, child());
    }

    private static IAMMemberArgs grant(String project, Account account, String role, Optional<String> condition) {
        IAMMemberArgs.Builder grant = IAMMemberArgs.builder();
        grant.project(project).role(role).member(account.member());
        condition.ifPresent(expression -> grant.condition(IAMMemberConditionArgs.builder()
                .title("what-the-stack-grants")
                .description("Only the roles that the stack itself grants")
                .expression(expression)
                .build()));
        return grant.build();
    }

    private static Deployer deployer(Account account) {
        return new Deployer(account.name(), account.email(), account.member());
    }
}
