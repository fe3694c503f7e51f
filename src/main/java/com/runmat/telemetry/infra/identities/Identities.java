package com.runmat.telemetry.infra.identities;

import com.pulumi.core.Output;
import com.pulumi.gcp.projects.IAMMember;
import com.pulumi.gcp.projects.IAMMemberArgs;
import com.pulumi.gcp.serviceaccount.Account;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.naming.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service account for each service, without keys. In the project they may do nothing but what the forwarder's
 * machine needs to write its logs and metrics; Cloud Run writes the worker's itself. What else each may read is granted
 * by the component that owns it.
 */
public final class Identities extends Component {
    private static final List<String> MACHINE_ROLES =
            List.of("roles/logging.logWriter", "roles/monitoring.metricWriter");

    private final Outputs outputs;

    /**
     * Who deploys.
     *
     * @param deployer the account that may act as the two, by its e-mail address; without it only who may act as every account of the
     *     project can deploy
     */
    public record Args(Optional<String> deployer) {}

    /** The two accounts. */
    public record Outputs(Identity worker, Identity forwarder) {}

    public Identities(Args args, Placement placement) {
        super("identities:Identities", "identities", placement);
        Account worker = account("worker", Names.WORKER, "runs the RunMat telemetry worker");
        Account forwarder = account("forwarder", Names.UDP, "runs the RunMat telemetry UDP forwarders");
        Stream<Resource> grants = MACHINE_ROLES.stream().map(role -> grant("forwarder", forwarder, role));
        outputs = new Outputs(
                identity(worker, actAs("worker", worker, args)),
                identity(forwarder, Stream.concat(grants, actAs("forwarder", forwarder, args))));
    }

    public Outputs outputs() {
        return outputs;
    }

    private Account account(String name, String id, String does) {
        return new Account(name, AccountSpec.args(names(), id, does), child());
    }

    private Resource grant(String name, Account account, String role) {
        IAMMemberArgs args = IAMMemberArgs.builder()
                .project(names().project())
                .role(role)
                .member(account.member())
                .build();
        return new IAMMember(name + "-" + role.substring(role.indexOf('.') + 1), args, child());
    }

    private Stream<Resource> actAs(String name, Account account, Args args) {
        return args.deployer().map(deployer -> ActAs.grant(name, account, deployer, child())).stream();
    }

    private static Identity identity(Account account, Stream<Resource> ready) {
        return new Identity(account.email(), account.member(), ready.toList());
    }

    /**
     * An account.
     *
     * @param member the e-mail address as a policy has it: {@code serviceAccount:EMAIL}
     * @param ready grants that what runs as the account waits for: else it is refused, or a machine loses its first logs
     */
    public record Identity(Output<String> email, Output<String> member, List<Resource> ready) {
        public Identity {
            ready = List.copyOf(ready);
        }
    }
}
