package com.runmat.telemetry.infra.naming;

/** Where the services listen. */
public final class Ports {
    /** UDP: where clients send, fixed in every client that was ever released. */
    public static final int TELEMETRY = 7846;
    /** TCP: the forwarder's health and metrics, for the load balancer's probes alone. */
    public static final int FORWARDER_HEALTH = 9000;
    /** TCP: the worker inside its container. */
    public static final int WORKER = 8080;

    /** Of both services. Not {@code /healthz}: Google's front end keeps paths that end in z for itself. */
    public static final String HEALTH_PATH = "/health";

    private Ports() {}
}
