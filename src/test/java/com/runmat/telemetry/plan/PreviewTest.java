package com.runmat.telemetry.plan;

import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.SecretValue;
import com.runmat.telemetry.plan.report.DiffReport;
import com.runmat.telemetry.plan.report.JsonReport;
import com.runmat.telemetry.plan.report.Terminal;
import com.runmat.telemetry.plan.report.TreeReport;
import com.runmat.telemetry.plan.settings.StackSettings;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final Terminal PLAIN = new Terminal(false);
    private static final List<String> SECRETS =
            List.of("ingestionKey", "ingestionKeyPrevious", "posthogApiKey", "gaApiSecret");
    private static final Plan PLAN = Preview.of(withSecrets());

    /** The committed settings with every secret set to a text of its own. */
    private static StackSettings withSecrets() {
        var committed = StackSettingsReader.read(Path.of(""), "prod");
        var secrets = SECRETS.stream().collect(Collectors.toMap(key -> "telemetry:" + key, PreviewTest::value));
        var config = new HashMap<>(committed.config());
        config.putAll(secrets);
        config.put("telemetry:gaMeasurementId", "G-ABC123DEF4");
        return StackSettings.of(committed.project(), committed.stack(), config, secrets.keySet());
    }

    private static String value(String key) {
        return "plain-text-of-" + key + "-0123456789";
    }

    @Test
    void of_samePlanTwice_equal() {
        assertEquals(PLAN, Preview.of(withSecrets()));
    }

    @Test
    void of_everySecretSet_noneIsReadableAnywhere() {
        var json = JsonReport.text(PLAN);
        var everything = List.of(
                PLAN.toString(),
                json,
                TreeReport.text(PLAN, PLAIN),
                DiffReport.text(json, "itself", PLAN, PLAIN),
                DiffReport.text(JsonReport.text(SampleStack.plan()), "the sample", PLAN, PLAIN));

        everything.forEach(text -> assertSilent("plain-text-of-", text));
    }

    @Test
    void of_everySecretSet_eachIsKeptAsAMarkedSecret() {
        var kept = PLAN.ofType("SecretVersion").stream()
                .flatMap(version -> version.property("secretData").stream())
                .map(data -> String.valueOf(((SecretValue) data).value()))
                .collect(Collectors.toSet());

        assertEquals(SECRETS.stream().map(PreviewTest::value).collect(Collectors.toSet()), kept);
    }
}
