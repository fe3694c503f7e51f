package com.runmat.telemetry.infra.apis;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A Google API that the stack uses. */
public enum Api {
    ARTIFACT_REGISTRY("artifactregistry"),
    CERTIFICATE_MANAGER("certificatemanager"),
    CLOUD_KMS("cloudkms"),
    CLOUD_RESOURCE_MANAGER("cloudresourcemanager"),
    COMPUTE("compute"),
    DNS("dns"),
    IAM("iam"),
    IAM_CREDENTIALS("iamcredentials"),
    LOGGING("logging"),
    MONITORING("monitoring"),
    RUN("run"),
    SECRET_MANAGER("secretmanager"),
    SERVICE_USAGE("serviceusage"),
    STORAGE("storage"),
    STS("sts");

    /** What stands behind the telemetry names needs these. */
    public static final Set<Api> OF_TELEMETRY = Collections.unmodifiableSet(EnumSet.of(
            ARTIFACT_REGISTRY,
            CERTIFICATE_MANAGER,
            CLOUD_RESOURCE_MANAGER,
            COMPUTE,
            DNS,
            IAM,
            LOGGING,
            MONITORING,
            RUN,
            SECRET_MANAGER));

    /** The project that deploys them needs these; an account's calls of some APIs count as its own project's. */
    public static final Set<Api> OF_SEED = Collections.unmodifiableSet(EnumSet.of(
            CLOUD_KMS, CLOUD_RESOURCE_MANAGER, IAM, IAM_CREDENTIALS, LOGGING, MONITORING, SERVICE_USAGE, STORAGE, STS));

    private final String host;

    Api(String host) {
        this.host = host;
    }

    /** For instance {@code compute}; the service is {@code compute.googleapis.com}. */
    String label() {
        return host;
    }

    String service() {
        return host + ".googleapis.com";
    }
}
