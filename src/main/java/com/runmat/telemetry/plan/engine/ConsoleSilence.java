package com.runmat.telemetry.plan.engine;

import com.pulumi.deployment.internal.DeploymentImpl;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the SDK off the console while a program runs: what it logs reaches the engine too, where a failure becomes one
 * sentence. The SDK also never closes its channels to the engine, of which gRPC complains when they are collected.
 */
final class ConsoleSilence {
    /** Held, since the logging framework forgets loggers, and their levels, that nobody holds. */
    private static final Logger ORPHANS = Logger.getLogger("io.grpc.internal.ManagedChannelOrphanWrapper");

    static {
        ORPHANS.setLevel(Level.OFF);
    }

    private final Logger sdk = Logger.getLogger(DeploymentImpl.class.getName());
    private final boolean before = sdk.getUseParentHandlers();

    ConsoleSilence() {
        sdk.setUseParentHandlers(false);
    }

    void end() {
        sdk.setUseParentHandlers(before);
    }
}
