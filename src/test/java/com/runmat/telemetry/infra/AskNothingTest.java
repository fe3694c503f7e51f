package com.runmat.telemetry.infra;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.plan.engine.InProcessEngine;
import com.runmat.telemetry.plan.graph.Unknown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A preview of a fork has no credentials, and a refused look-up would end it. In a process of its own: the environment says it. */
class AskNothingTest {
    /** Prints what the stack tells of its DS records, where Google would know them, and whether Google was asked. */
    public static void main(String[] arguments) {
        var google = new MadeUp();
        var plan = InProcessEngine.run(
                Stacks.stack(Stacks.settings(Map.of())),
                ProviderVersion.everywhere(),
                App::define,
                (type, name, inputs, output) -> {
                    if (output.startsWith("keySigningKeys")) {
                        System.out.println("asked of " + type);
                    }
                    return google.output(type, name, inputs, output);
                });
        System.out.println(plan.outputs().get("telemetry_ds_records"));
    }

    private static String preview(Map<String, String> environment) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(
                        java,
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AskNothingTest.class.getName())
                .redirectErrorStream(true);
        command.environment().remove("TELEMETRY_ASK_NOTHING");
        command.environment().putAll(environment);
        var process = command.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Test
    void preview_toldToAskNothing_looksNoKeyUpAndKnowsNoDsRecord() throws Exception {
        var said = preview(Map.of("TELEMETRY_ASK_NOTHING", "true"));

        assertEquals(Unknown.SHOWN, said.strip());
    }

    @Test
    void preview_otherwise_looksThemUp() throws Exception {
        var said = preview(Map.of());

        assertSays(MadeUp.dsRecord("telemetry-telemetry-runmat-com"), said);
        assertSays("asked of", said);
    }
}
