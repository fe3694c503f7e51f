package com.runmat.telemetry.infra.plan.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pulumi.resources.StackOptions;
import com.runmat.telemetry.infra.plan.SampleStack;
import com.runmat.telemetry.infra.plan.settings.StackSettings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InProcessEngineTest {
    private static final StackSettings SETTINGS =
            StackSettings.of("sample", "test", Map.of("sample:key", "in the clear"), Set.of("sample:key"));

    @Test
    void run_sample() {
        var plan = InProcessEngine.run(SETTINGS, StackOptions.Empty, SampleStack::define);
        assertEquals(7, plan.resources().size());
    }
}
