package com.runmat.telemetry.plan.engine;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.pulumi.Context;
import com.pulumi.deployment.internal.DeploymentImpl.DeploymentState;
import com.pulumi.deployment.internal.DeploymentInstanceHolder;
import com.pulumi.deployment.internal.InlineDeploymentSettings;
import com.pulumi.resources.StackOptions;
import com.runmat.telemetry.infra.sdk.SdkStart;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.settings.StackSettings;
import io.grpc.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Runs a Pulumi program in this process, as a preview of a stack that does not exist yet. Opens no port and asks nothing of the
 * cloud. One run at a time in a thread: the SDK keeps the running deployment in a thread local.
 */
public final class InProcessEngine {
    /** A program that waits for itself would wait for ever; the largest stack takes about a second. */
    private static final long PATIENCE_SECONDS = 120;

    private static final AtomicLong RUNS = new AtomicLong();

    private final StackSettings settings;
    private final ComputedOutputs computed;
    private final ResourceMonitor monitor;
    private final EngineLog log = new EngineLog();

    private InProcessEngine(StackSettings settings, ProviderAnswers answers) {
        this.settings = settings;
        this.computed = new ComputedOutputs(answers);
        this.monitor =
                new ResourceMonitor(new Urns(settings.project(), settings.stack()), computed, new Invocations(answers));
    }

    /**
     * Runs the program to its end.
     *
     * @throws ProgramFailed when it throws, refuses its configuration or does not end within two minutes
     */
    public static Plan run(StackSettings settings, StackOptions options, Consumer<Context> program) {
        return run(settings, options, program, ProviderAnswers.UNKNOWN);
    }

    /**
     * Likewise, with a provider that knows what a preview's does not, so that values made of outputs are seen.
     *
     * @throws ProgramFailed when it throws, refuses its configuration or does not end within two minutes
     */
    public static Plan run(
            StackSettings settings, StackOptions options, Consumer<Context> program, ProviderAnswers answers) {
        return new InProcessEngine(settings, answers).run(options, program);
    }

    private Plan run(StackOptions options, Consumer<Context> program) {
        var silence = new ConsoleSilence();
        var address = DirectCalls.address(Long.toString(RUNS.incrementAndGet()));
        var server = start(address);
        try {
            var deployment = SdkStart.of(DeploymentState.fromInline(deployment(address)), observed(options));
            var exitCode = deployment.runAsync(program).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (exitCode != 0 || !log.errors().isEmpty()) {
                throw new ProgramFailed(log.errors());
            }
            return plan();
        } catch (ExecutionException | TimeoutException e) {
            throw new ProgramFailed(log.errors(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProgramFailed(log.errors(), e);
        } finally {
            silence.end();
            server.shutdownNow();
            DeploymentInstanceHolder.internalUnsafeDestroyInstance();
        }
    }

    private Plan plan() {
        var stack = new Urns(settings.project(), settings.stack()).ofStack();
        return new Plan(
                settings.project(),
                settings.stack(),
                PlanOrder.of(monitor.resources()),
                PropertyValues.read(monitor.outputs(stack)),
                log.messages(),
                log.warnings(),
                settings.placeholders().stream().sorted().toList());
    }

    private StackOptions observed(StackOptions options) {
        var observer = StackOptions.builder().resourceTransformations(computed).build();
        return StackOptions.merge(options, observer);
    }

    private Server start(String address) {
        try {
            return DirectCalls.serve(address, monitor, log);
        } catch (IOException e) {
            throw new UncheckedIOException("the plan's engine does not start", e);
        }
    }

    private InlineDeploymentSettings deployment(String address) {
        return InlineDeploymentSettings.builder()
                .monitorAddr(address)
                .engineAddr(address)
                .project(settings.project())
                .stack(settings.stack())
                .organization("organization")
                .isDryRun(true)
                .config(ImmutableMap.copyOf(settings.config()))
                .configSecretKeys(ImmutableSet.copyOf(settings.secretKeys()))
                .build();
    }
}
