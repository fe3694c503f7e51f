package com.runmat.telemetry.plan;

import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Refusal;
import com.runmat.telemetry.plan.engine.ProgramFailed;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.picture.MermaidPicture;
import com.runmat.telemetry.plan.report.DiffReport;
import com.runmat.telemetry.plan.report.JsonReport;
import com.runmat.telemetry.plan.report.Terminal;
import com.runmat.telemetry.plan.report.TreeReport;
import com.runmat.telemetry.plan.settings.SettingsException;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./telemetry plan}. */
@Command(
        name = "plan",
        description = {
            "Shows what `pulumi up` would create for a stack by running the same program against an engine in this process:",
            "resources, options, outputs, counts and an estimate of the monthly cost. It needs a JDK, and neither the Pulumi",
            "CLI, nor credentials, nor a network. What only the cloud can tell is shown as [unknown]; encrypted settings are",
            "never decrypted and shown as [secret]."
        },
        exitCodeList = {"0:there is a plan", "1:there is none, and why", "2:wrong usage"})
public final class PlanCommand extends Action {
    private final Path directory;

    @Parameters(arity = "0..1", paramLabel = "stack", description = "which one, default ${DEFAULT-VALUE}")
    private String stack = "prod";

    @ArgGroup(exclusive = true)
    private @Nullable Form form;

    @Option(
            names = "--colour",
            description = "colour even where the output is no terminal; NO_COLOR turns it off everywhere")
    private boolean colour;

    /** Another form than the tree: one at a time. */
    private static final class Form {
        @Option(
                names = "--json",
                description =
                        "the plan as JSON: an object with \"resources\", \"outputs\", \"counts\", \"cost\" and \"warnings\"")
        private boolean json;

        @Option(
                names = "--diff",
                paramLabel = "<git ref>",
                description = "what this plan adds, changes and removes against the plan of another revision")
        private String diff = "";

        @Option(names = "--picture", description = "the components and what needs what, as a Mermaid flowchart")
        private boolean picture;
    }

    /** A command for the project in the working directory. */
    public PlanCommand() {
        this(Path.of(""));
    }

    /** @param directory the project's, where Pulumi.yaml is */
    PlanCommand(Path directory) {
        this.directory = directory;
    }

    @Override
    public Integer call() {
        try {
            var settings = StackSettingsReader.read(directory, stack);
            progress("planning " + stack);
            var plan = Preview.of(settings);
            progress("");
            print(plan, form == null ? new Form() : form);
            return WELL;
        } catch (SettingsException | ProgramFailed e) {
            throw Refusal.failed(String.valueOf(e.getMessage()));
        }
    }

    private void print(Plan plan, Form as) {
        var terminal = Terminal.of(colour);
        if (as.json) {
            out().println(JsonReport.text(plan));
        } else if (as.picture) {
            out().print(MermaidPicture.of(plan));
        } else if (!as.diff.isEmpty()) {
            out().print(difference(as.diff, plan, terminal));
        } else {
            out().print(TreeReport.text(plan, terminal));
        }
    }

    private String difference(String revision, Plan plan, Terminal terminal) {
        try (var other = Revision.of(directory, revision)) {
            err().println("planning " + revision + ", which is built first");
            return DiffReport.text(other.plan(stack), revision, plan, terminal);
        }
    }
}
