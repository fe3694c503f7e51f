package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pulumi.test.PulumiTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppTest {
    @AfterEach
    void forgetTheStack() {
        PulumiTest.cleanup();
    }

    @Test
    void run_emptyStack() {
        var result = PulumiTest.withMocks(args -> java.util.concurrent.CompletableFuture.completedFuture(
                        new com.pulumi.test.Mocks.ResourceResult(java.util.Optional.of("id"), args.inputs)))
                .runTest(context -> context.log().info("nothing to deploy yet"));
        assertEquals(0, result.exitCode());
    }
}
