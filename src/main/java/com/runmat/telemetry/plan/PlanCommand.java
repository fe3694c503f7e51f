package com.runmat.telemetry.plan;

import com.runmat.telemetry.plan.engine.ProgramFailed;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.picture.MermaidPicture;
import com.runmat.telemetry.plan.report.DiffReport;
import com.runmat.telemetry.plan.report.JsonReport;
import com.runmat.telemetry.plan.report.Terminal;
import com.runmat.telemetry.plan.report.TreeReport;
import com.runmat.telemetry.plan.settings.SettingsException;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code ./telemetry plan}: exit code 0 when there is a plan, 1 when there is none, 2 when the command line is wrong. */
public final class PlanCommand {
    private final Path directory;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * A command that prints there.
     *
     * @param directory the project's, where Pulumi.yaml is
     */
    PlanCommand(Path directory, PrintStream out, PrintStream err) {
        this.directory = directory;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var exitCode = new PlanCommand(Path.of(""), out, System.err).run(List.of(arguments));
        out.flush();
        System.exit(exitCode);
    }

    int run(List<String> arguments) {
        try {
            run(PlanArguments.parse(arguments));
            return 0;
        } catch (UsageException e) {
            err.println(e.getMessage());
            return 2;
        } catch (SettingsException | ProgramFailed e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private void run(PlanArguments arguments) {
        if (arguments.help()) {
            out.print(PlanArguments.HELP);
            return;
        }
        var settings = StackSettingsReader.read(directory, arguments.stack());
        var plan = Preview.of(settings);
        var terminal = Terminal.of(arguments.colour());
        if (arguments.json()) {
            out.println(JsonReport.text(plan));
        } else if (arguments.picture()) {
            out.print(MermaidPicture.of(plan));
        } else if (!arguments.diff().isEmpty()) {
            out.print(difference(arguments, plan, terminal));
        } else {
            out.print(TreeReport.text(plan, terminal));
        }
    }

    private String difference(PlanArguments arguments, Plan plan, Terminal terminal) {
        try (var revision = Revision.of(directory, arguments.diff())) {
            err.println("planning " + arguments.diff() + ", which is built first");
            return DiffReport.text(revision.plan(arguments.stack()), arguments.diff(), plan, terminal);
        }
    }
}
