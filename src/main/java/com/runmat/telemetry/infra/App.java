package com.runmat.telemetry.infra;

import com.pulumi.Pulumi;

/** The Pulumi program: hands over to the one stack class. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        Pulumi.withOptions(ProviderVersion.everywhere()).run(context -> {
            WaitingPace.set();
            TelemetryStack.define(context);
        });
    }
}
