package com.runmat.telemetry.infra;

import com.pulumi.Context;
import com.runmat.telemetry.infra.sdk.SdkStart;

/** The Pulumi program: hands over to the stack's table of contents, which the stack's name chooses. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        SdkStart.fromEnvironment(ProviderVersion.everywhere()).run(App::define);
    }

    /** What Pulumi runs; a plan and the tests run the same. */
    public static void define(Context context) {
        if (context.stackName().equals(BootstrapStack.NAME)) {
            BootstrapStack.define(context);
        } else {
            TelemetryStack.define(context);
        }
    }
}
