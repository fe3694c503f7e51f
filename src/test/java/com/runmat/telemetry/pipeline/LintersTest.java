package com.runmat.telemetry.pipeline;

import com.runmat.telemetry.infra.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The workflows and their steps, as the programs see them that look for mistakes in such. */
class LintersTest {
    private static void require(String tool, String command) {
        if (Tool.find(tool).isEmpty()) {
            Tool.skip("The workflows are not checked by %s: `%s`.".formatted(tool, command));
        }
    }

    @Test
    void workflows_actionlint_findsNothing() {
        require("actionlint", "go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12");
        Tool.run("actionlint", "-no-color");
    }

    /** What is let pass stands beside it, with the reason. */
    @Test
    void workflows_zizmor_findsNothing() {
        require("zizmor", "pip install zizmor==1.32.0");
        Tool.run("zizmor", "--offline", "--persona=auditor", "--no-progress", ".");
    }

    @Test
    void steps_shellcheck_findsNothing() throws IOException {
        Tool.require("The steps are not checked", "shellcheck");
        try (var steps = Files.list(Path.of(".github/steps"))) {
            Tool.run("shellcheck", steps.map(Path::toString).sorted().toArray(String[]::new));
        }
    }
}
