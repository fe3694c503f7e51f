package com.runmat.telemetry.infra.identities;

import com.pulumi.gcp.serviceaccount.Account;
import com.pulumi.gcp.serviceaccount.IAMMember;
import com.pulumi.gcp.serviceaccount.IAMMemberArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

/** That the account that deploys may start services as one of these accounts, and as no other of the project. */
final class ActAs {
    private static final String ROLE = "roles/iam.serviceAccountUser";

    private ActAs() {}

    static Resource grant(String name, Account account, String deployer, CustomResourceOptions options) {
        IAMMemberArgs args = IAMMemberArgs.builder()
                .serviceAccountId(account.name())
                .role(ROLE)
                .member("serviceAccount:" + deployer)
                .build();
        return new IAMMember(name + "-deployer", args, options);
    }
}
