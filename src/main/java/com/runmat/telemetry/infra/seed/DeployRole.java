package com.runmat.telemetry.infra.seed;

import java.util.Optional;

/**
 * What the deploy account may do in a project that it deploys to, instead of everything. Together with the right to act as the stack's
 * own accounts, which the stack grants, they suffice for an {@code up} and a {@code destroy}: tests hold them against what each kind of
 * resource needs, and against the calls of both.
 */
public enum DeployRole {
    ARTIFACT_REGISTRY("artifactregistry.admin"),
    CERTIFICATES("certificatemanager.owner"),
    FIREWALLS("compute.securityAdmin"),
    MACHINES("compute.instanceAdmin.v1"),
    NETWORK("compute.networkAdmin"),
    DNS("dns.admin"),
    ACCOUNTS("iam.serviceAccountAdmin"),
    LOGS("logging.configWriter"),
    MONITORING("monitoring.editor"),
    /** Without the condition this one role would be the owner's. */
    GRANTS("resourcemanager.projectIamAdmin", "roles/logging.logWriter", "roles/monitoring.metricWriter"),
    RUN("run.admin"),
    SECRETS("secretmanager.admin"),
    APIS("serviceusage.serviceUsageAdmin");

    private final String name;
    private final String condition;

    DeployRole(String name, String... grantable) {
        this.name = name;
        condition = grantable.length == 0
                ? ""
                : "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['"
                        + String.join("', '", grantable) + "'])";
    }

    /** As a policy has it: {@code roles/run.admin}. */
    public String role() {
        return "roles/" + name;
    }

    /** The last part alone, for the names of resources: {@code run.admin}. */
    String label() {
        return name;
    }

    /** What the grant is bound to; most are bound to nothing. */
    Optional<String> condition() {
        return Optional.of(condition).filter(text -> !text.isEmpty());
    }
}
