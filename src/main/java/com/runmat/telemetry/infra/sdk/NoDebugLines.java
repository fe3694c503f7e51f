package com.runmat.telemetry.infra.sdk;

import com.pulumi.deployment.internal.EngineLogger;
import com.pulumi.resources.Resource;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's log without its debug lines, four for each resource with the request's whole text, of which nobody sees
 * anything without {@code --debug}. Warnings and errors go as ever.
 */
final class NoDebugLines implements EngineLogger {
    private final EngineLogger log;

    NoDebugLines(EngineLogger log) {
        this.log = log;
    }

    @Override
    public CompletableFuture<Void> debugAsync(
            String message, @Nullable Resource resource, @Nullable Integer streamId, @Nullable Boolean ephemeral) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> logAsync(
            Level level,
            String message,
            @Nullable Resource resource,
            @Nullable Integer streamId,
            @Nullable Boolean ephemeral) {
        return log.logAsync(level, message, resource, streamId, ephemeral);
    }

    @Override
    public int getErrorCount() {
        return log.getErrorCount();
    }

    @Override
    public boolean hasLoggedErrors() {
        return log.hasLoggedErrors();
    }
}
