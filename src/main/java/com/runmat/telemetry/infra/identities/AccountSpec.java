package com.runmat.telemetry.infra.identities;

import com.pulumi.gcp.serviceaccount.AccountArgs;
import com.runmat.telemetry.infra.naming.Names;

/** A service account of the stack's. */
public final class AccountSpec {
    private AccountSpec() {}

    /** {@code does} is the end of a sentence about the account, such as {@code runs the worker}. */
    public static AccountArgs args(Names names, String id, String does) {
        return AccountArgs.builder()
                .project(names.project())
                .accountId(id)
                .displayName(id)
                .description("This account " + does)
                .build();
    }
}
