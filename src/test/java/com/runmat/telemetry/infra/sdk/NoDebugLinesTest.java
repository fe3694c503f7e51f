package com.runmat.telemetry.infra.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.Log;
import com.pulumi.deployment.internal.EngineLogger;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoDebugLinesTest {
    private final List<String> lines = new ArrayList<>();
    private final EngineLogger log = new NoDebugLines(new Lines());

    @Test
    void debug_isLeftOut() {
        new Log(log).debug("the whole request");
        assertTrue(log.debugAsync("and again").isDone());

        assertEquals(List.of(), lines);
    }

    @Test
    void otherLines_areSentAsEver() {
        var program = new Log(log);
        program.info("so far");
        program.warn("look here");
        program.error("and here");

        assertEquals(List.of("INFO so far", "WARNING look here", "SEVERE and here"), lines);
    }

    @Test
    void errors_areCountedByTheSdksLog() {
        assertEquals(7, log.getErrorCount());
        assertTrue(log.hasLoggedErrors());
    }

    private final class Lines implements EngineLogger {
        @Override
        public CompletableFuture<Void> logAsync(
                Level level,
                String message,
                @Nullable Resource resource,
                @Nullable Integer streamId,
                @Nullable Boolean ephemeral) {
            lines.add(level + " " + message);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public int getErrorCount() {
            return 7;
        }

        @Override
        public boolean hasLoggedErrors() {
            return true;
        }
    }
}
