package com.runmat.telemetry.infra;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.runmat.telemetry.infra.sdk.EngineDebugLines;
import com.runmat.telemetry.infra.sdk.WaitingPace;

/** The Pulumi program: hands over to the stack's table of contents, which the stack's name chooses. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        EngineDebugLines.leaveOut();
        Pulumi.withOptions(ProviderVersion.everywhere()).run(App::define);
    }

    /** What Pulumi runs; a plan and the tests run the same. */
    public static void define(Context context) {
        WaitingPace.set();
        if (context.stackName().equals(BootstrapStack.NAME)) {
            BootstrapStack.define(context);
        } else {
            TelemetryStack.define(context);
        }
    }
}
