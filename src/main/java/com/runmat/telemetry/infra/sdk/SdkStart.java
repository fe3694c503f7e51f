package com.runmat.telemetry.infra.sdk;

import com.pulumi.Config;
import com.pulumi.context.internal.ConfigContextInternal;
import com.pulumi.context.internal.ContextInternal;
import com.pulumi.context.internal.LoggingContextInternal;
import com.pulumi.context.internal.OutputContextInternal;
import com.pulumi.core.internal.OutputFactory;
import com.pulumi.deployment.internal.DeploymentImpl;
import com.pulumi.deployment.internal.DeploymentImpl.DeploymentState;
import com.pulumi.deployment.internal.DeploymentInstanceHolder;
import com.pulumi.deployment.internal.DeploymentInstanceInternal;
import com.pulumi.internal.PulumiInternal;
import com.pulumi.resources.StackOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Starts the SDK as its own {@code Pulumi.withOptions} does, with another log and another count of what is unfinished.
 * The SDK's public way has no place for either (docs/decisions/0020 tells what they cost).
 */
public final class SdkStart {
    /** For what the last finished task starts. */
    private static final Duration MOMENT = Duration.ofMillis(10);

    private SdkStart() {}

    /** For a program that an engine runs, which tells all by environment variables; to be called once. */
    public static PulumiInternal fromEnvironment(StackOptions options) {
        EngineThreads.endWithTheProgram(Runtime.getRuntime()::addShutdownHook);
        return of(DeploymentState.fromEnvironment(), options);
    }

    /** For a run in the calling thread, whose running deployment it becomes. */
    public static PulumiInternal of(DeploymentState state, StackOptions options) {
        WaitingPace.set();
        if (!DeploymentState.ExcessiveDebugOutput) {
            state.logger = new NoDebugLines(state.logger);
        }
        state.runner = new OpenTasks(state.runner, aMomentLater());
        var deployment = new DeploymentImpl(state);
        DeploymentInstanceHolder.setInstance(new DeploymentInstanceInternal(deployment));
        return new PulumiInternal(state.runner, context(deployment, options));
    }

    private static Executor aMomentLater() {
        return CompletableFuture.delayedExecutor(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ContextInternal context(DeploymentImpl deployment, StackOptions options) {
        var running = DeploymentInstanceHolder.getInstance();
        return new ContextInternal(
                deployment.getOrganizationName(),
                deployment.getProjectName(),
                deployment.getStackName(),
                new LoggingContextInternal(deployment.getLog()),
                new ConfigContextInternal(deployment.getProjectName(), name -> new Config(running.getConfig(), name)),
                new OutputContextInternal(new OutputFactory(deployment.getRunner())),
                options.resourceTransformations());
    }
}
