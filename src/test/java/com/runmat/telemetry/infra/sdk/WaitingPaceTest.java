package com.runmat.telemetry.infra.sdk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class WaitingPaceTest {
    private static final Logger SDK = Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");

    @Test
    void look_isHeldUpAndNotLogged() {
        WaitingPace.set();
        long before = System.nanoTime();
        for (int look = 0; look < 5; look++) {
            assertFalse(passes(Level.FINEST, "Remaining tasks [7]: {}"));
        }

        var took = Duration.ofNanos(System.nanoTime() - before);
        assertTrue(took.toMillis() >= 40, took::toString);
    }

    @Test
    void otherLines_warningsAreLoggedAsEver() {
        WaitingPace.set();

        assertTrue(passes(Level.WARNING, "Degraded functionality"));
        assertFalse(passes(Level.FINEST, "Registering task"));
    }

    private static boolean passes(Level level, String message) {
        return SDK.isLoggable(level) && SDK.getFilter().isLoggable(new LogRecord(level, message));
    }
}
