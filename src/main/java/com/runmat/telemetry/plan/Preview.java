package com.runmat.telemetry.plan;

import com.pulumi.Context;
import com.pulumi.resources.StackOptions;
import com.runmat.telemetry.infra.App;
import com.runmat.telemetry.infra.ProviderVersion;
import com.runmat.telemetry.plan.engine.InProcessEngine;
import com.runmat.telemetry.plan.engine.ProgramFailed;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.settings.StackSettings;
import java.util.function.Consumer;

/** The plan of a stack, made by running its program in this process; about a second the first time, less after. */
public final class Preview {
    private Preview() {}

    /**
     * What this project's program registers with these settings.
     *
     * @throws ProgramFailed when it throws or refuses its configuration; the message is what it said
     */
    public static Plan of(StackSettings settings) {
        return of(settings, ProviderVersion.everywhere(), App::define);
    }

    /**
     * What any program registers with these settings.
     *
     * @throws ProgramFailed when it throws or refuses its configuration; the message is what it said
     */
    public static Plan of(StackSettings settings, StackOptions options, Consumer<Context> program) {
        return InProcessEngine.run(settings, options, program);
    }
}
