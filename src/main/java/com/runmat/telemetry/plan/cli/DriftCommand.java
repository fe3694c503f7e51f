package com.runmat.telemetry.plan.cli;

import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Refusal;
import com.runmat.telemetry.plan.github.GitHub;
import com.runmat.telemetry.plan.github.GitHubFailed;
import com.runmat.telemetry.plan.github.Marker;
import com.runmat.telemetry.plan.github.StandingIssue;
import com.runmat.telemetry.plan.untrusted.Refused;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./telemetry drift}. */
@Command(
        name = "drift",
        description = {
            "Says what was changed past Pulumi, from what `pulumi refresh --preview-only --json` printed. With --post it is",
            "said in one issue on GitHub, which is closed again when nothing is left of it. That reads GITHUB_REPOSITORY,",
            "GITHUB_TOKEN and GITHUB_API_URL."
        },
        exitCodeList = {
            "0:nothing has drifted, or it was posted",
            "1:something has, or GitHub did not do as it was asked",
            "2:wrong usage, or the file is no preview, or of one that failed"
        })
public final class DriftCommand extends Action {
    private final Map<String, String> environment;

    @Parameters(index = "0", paramLabel = "stack", description = "whose it is")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or ends with wrong usage
    private String stack;

    @Parameters(
            index = "1",
            paramLabel = "refresh.json",
            description = "what `pulumi refresh --preview-only --json` printed")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or ends with wrong usage
    private Path file;

    @Option(names = "--post", description = "say it in an issue on GitHub")
    private boolean post;

    /** A command with this process' environment. */
    public DriftCommand() {
        this(System.getenv());
    }

    DriftCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (!Marker.takes(stack)) {
            throw Refusal.wrongUsage("a stack's name has letters, digits, dots, single dashes and underscores");
        }
        try {
            var preview = EnginePreview.read(file);
            var drifted = !preview.changes().isEmpty();
            var text = drifted ? text(preview) : "%s stands as it was deployed.\n".formatted(stack);
            out().print(text);
            return post ? post(drifted, text) : drifted ? FOUND : WELL;
        } catch (Refused e) {
            throw Refusal.wrongUsage(String.valueOf(e.getMessage()));
        } catch (GitHubFailed e) {
            throw Refusal.failed(String.valueOf(e.getMessage()));
        }
    }

    private int post(boolean drifted, String text) {
        var issue = new StandingIssue(GitHub.of(environment), "drift", Marker.of("drift", stack));
        var done = drifted ? issue.open("%s is not as it was deployed".formatted(stack), text) : issue.close(text);
        err().println("issue " + done);
        return WELL;
    }

    private String text(EnginePreview preview) {
        return """
                %s was changed past Pulumi, or by Google: %s.

                %s
                `pulumi up` puts back what the program says; what shall stay belongs into the program first. \
                This issue closes by itself when a nightly check finds nothing more.
                """.formatted(stack, preview.counts(), preview.table());
    }
}
