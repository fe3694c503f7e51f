package com.runmat.telemetry.infra.images;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildOutputTest {
    private final List<String> progress = new ArrayList<>();
    private final BuildOutput output = new BuildOutput(progress::add);

    @Test
    void progress_isModulesStepsAndPushes() {
        read(
                "[INFO] Scanning for projects...",
                "[INFO] Building The worker: HTTPS in, analytics back ends out 1.0.0    [4/4]",
                "[INFO] --- compiler:3.15.0:compile (default-compile) @ worker ---",
                "image: training",
                "[INFO] Building jar: /here/services/worker/target/worker.jar",
                "[INFO] Containerizing application to localhost:5000/telemetry/worker:abc...",
                "[INFO] Building classes layer...",
                "[INFO] Built and pushed image as localhost:5000/telemetry/worker:abc");

        assertEquals(
                List.of(
                        "Building The worker: HTTPS in, analytics back ends out 1.0.0    [4/4]",
                        "image: training",
                        "Containerizing application to localhost:5000/telemetry/worker:abc...",
                        "Built and pushed image as localhost:5000/telemetry/worker:abc"),
                progress);
    }

    @Test
    void explanation_isTheCompilersWords_withoutMavensAdvice() {
        read(
                "[INFO] Building The worker 1.0.0",
                "[WARNING] /here/Main.java:[9,5] [deprecation] stop() in Thread has been deprecated",
                "[WARNING] the file encoding is something to think about",
                "[ERROR] /here/Main.java:[7,9] cannot find symbol",
                "[ERROR] Failed to execute goal compile on project worker: Compilation failure",
                "[ERROR] ",
                "[ERROR] -> [Help 1]",
                "[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.");

        assertEquals("""
                /here/Main.java:[9,5] [deprecation] stop() in Thread has been deprecated
                /here/Main.java:[7,9] cannot find symbol
                Failed to execute goal compile on project worker: Compilation failure""", output.explanation());
    }

    @Test
    void explanation_nothingMarked_isTheLastLines() {
        for (int line = 0; line < 100; line++) {
            output.accept("line " + line);
        }

        assertEquals(40, output.explanation().lines().count());
        assertEquals("line 60", output.explanation().lines().findFirst().orElseThrow());
    }

    private void read(String... lines) {
        List.of(lines).forEach(output);
    }
}
