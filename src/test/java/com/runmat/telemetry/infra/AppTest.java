package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.internal.PulumiTestInternal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppTest {
    @AfterEach
    void forgetTheStack() {
        PulumiTest.cleanup();
    }

    @Test
    void define_leastConfiguration() {
        Mocks mocks = args -> CompletableFuture.completedFuture(
                new Mocks.ResourceResult(Optional.of(args.name + "-id"), args.inputs));
        var result = PulumiTestInternal.builder()
                .options(TestOptions.builder()
                        .projectName("telemetry")
                        .stackName("prod")
                        .preview(true)
                        .resourceTransformations(ProviderVersion.everywhere().resourceTransformations())
                        .build())
                .mocks(mocks)
                .config(
                        ImmutableMap.of(
                                "gcp:project",
                                "some-project",
                                "gcp:region",
                                "us-central1",
                                "telemetry:ingestionKey",
                                "0123456789abcdef"),
                        ImmutableSet.of("telemetry:ingestionKey"))
                .build()
                .runTest(TelemetryStack::define);
        assertEquals(0, result.exitCode());
    }
}
