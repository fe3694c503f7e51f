package com.runmat.telemetry.infra.apis;

/** A Google API that the stack uses. */
public enum Api {
    ARTIFACT_REGISTRY("artifactregistry"),
    CERTIFICATE_MANAGER("certificatemanager"),
    CLOUD_RESOURCE_MANAGER("cloudresourcemanager"),
    COMPUTE("compute"),
    DNS("dns"),
    IAM("iam"),
    LOGGING("logging"),
    MONITORING("monitoring"),
    RUN("run"),
    SECRET_MANAGER("secretmanager");

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
