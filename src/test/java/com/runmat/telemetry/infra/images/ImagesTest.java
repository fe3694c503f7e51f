package com.runmat.telemetry.infra.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import com.pulumi.Context;
import com.pulumi.context.LoggingContext;
import com.pulumi.core.Output;
import com.pulumi.gcp.Provider;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.naming.Names;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SAME_THREAD)
class ImagesTest {
    /** No test's own: threads that run on from one test to the next write to the log of the first. */
    private final LoggingContext log = mock();

    @TempDir
    Path folder;

    private final FakeRegistry registry = new FakeRegistry();
    private SourceTree tree;
    private FakeMaven maven;
    private boolean updated = true;
    private String worker;
    private String forwarder;

    @BeforeEach
    void plant() {
        tree = SourceTree.in(folder);
        maven = FakeMaven.in(tree, "");
        worker = tag(DeployedService.WORKER);
        forwarder = tag(DeployedService.FORWARDER);
    }

    @AfterEach
    void forgetTheStack() {
        registry.close();
        PulumiTest.cleanup();
    }

    @Test
    void preview_namesBothImages_touchesNeitherMavenNorRegistry() {
        var result = run(true, Optional.empty(), Optional.empty());

        assertEquals(registry.repository() + "/worker:" + worker, value(result, "worker"));
        assertEquals(registry.repository() + "/udp-forwarder:" + forwarder, value(result, "forwarder"));
        assertEquals(0, registry.connections());
        assertFalse(maven.wasCalled());
    }

    @Test
    void update_registryHoldsBoth_buildsNothing() {
        registry.holds("worker", worker).holds("udp-forwarder", forwarder);

        var result = run(false, Optional.empty(), Optional.empty());

        assertEquals(registry.repository() + "/worker:" + worker, value(result, "worker"));
        assertFalse(maven.wasCalled());
    }

    @Test
    void update_registryLacksOne_buildsThatOne() {
        registry.holds("worker", worker);

        run(false, Optional.empty(), Optional.empty());

        assertTrue(maven.arguments().contains("-Dudp-forwarder.tag=" + forwarder));
        assertFalse(String.join(" ", maven.arguments()).contains("-Dworker.tag"));
    }

    @Test
    void update_buildFails_stopsWithTheCompilersWords() {
        maven = FakeMaven.in(tree, "echo '[ERROR] /x/Main.java:[7,9] cannot find symbol'; exit 1");

        var result = run(false, Optional.empty(), Optional.empty());

        assertTrue(result.exitCode() != 0);
        verify(log).error("%s", "the images could not be built:\n/x/Main.java:[7,9] cannot find symbol");
    }

    @Test
    void update_prebuiltImages_areTakenUnasked() {
        var result = run(false, Optional.of("registry.example.com/w:1"), Optional.of("registry.example.com/f:2"));

        assertEquals("registry.example.com/w:1", value(result, "worker"));
        assertEquals("registry.example.com/f:2", value(result, "forwarder"));
        assertEquals(0, registry.connections());
        assertFalse(maven.wasCalled());
    }

    @Test
    void update_onePrebuiltImage_theOtherIsBuilt() {
        run(false, Optional.of("registry.example.com/w:1"), Optional.empty());

        assertTrue(maven.arguments().contains("-Dudp-forwarder.tag=" + forwarder));
    }

    private TestResult run(boolean preview, Optional<String> workerImage, Optional<String> forwarderImage) {
        var args = new Images.Args(tree.root(), Optional.empty(), workerImage, forwarderImage);
        Mocks mocks = resource -> CompletableFuture.completedFuture(
                new Mocks.ResourceResult(Optional.of(resource.name + "-id"), resource.inputs));
        return PulumiTest.withMocks(mocks)
                .withOptions(TestOptions.builder().preview(preview).build())
                .runTest(context -> define(context, args));
    }

    /** As in a {@code refresh --run-program} and a {@code destroy --run-program}. */
    @Test
    void runThatUpdatesNothing_touchesNeitherMavenNorRegistry() {
        updated = false;
        var result = run(false, Optional.empty(), Optional.empty());

        assertEquals(registry.repository() + "/worker:" + worker, value(result, "worker"));
        assertEquals(0, registry.connections());
        assertFalse(maven.wasCalled());
    }

    private Registry.Outputs asItWas() {
        return new Registry.Outputs(Output.of(registry.repository()), Output.of(false), List.of());
    }

    private void define(Context context, Images.Args args) {
        var placement = Placement.of(new Names("some-project", "test"), new Provider("gcp"), false);
        var kept = new Registry(
                new Registry.Args("us", Optional.of(registry.repository()), Map.of(), Map.of()), placement);
        var images = new Images(args, updated ? kept.outputs() : asItWas(), log, placement).outputs();
        context.export("worker", images.worker());
        context.export("forwarder", images.forwarder());
    }

    private static String value(TestResult result, String output) {
        return PulumiTest.extractValue(result.output(output, String.class));
    }

    private String tag(DeployedService service) {
        return new SourceTag(tree.root(), ImageKind.ofThisMachine()).of(service, Optional.empty());
    }
}
