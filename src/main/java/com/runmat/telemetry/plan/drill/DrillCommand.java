package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Refusal;
import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.engine.ProgramFailed;
import com.runmat.telemetry.plan.settings.SettingsException;
import com.runmat.telemetry.plan.settings.StackSettings;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./telemetry drill}. */
@Command(
        name = "drill",
        description = {
            "Rehearses bad days: the steps of their pages in docs/operate, with what an engine would do at each and what must hold",
            "meanwhile. It runs the program in this process, with neither cloud nor credentials.",
            "With --for-real it types the same steps, on the stack that is selected, by the Pulumi CLI and whatever API it is",
            "led to, and times each. THAT CHANGES THE STACK: use one that serves nobody."
        },
        exitCodeList = {"0:every promise was kept", "1:one was broken, or a step failed", "2:wrong usage"})
public final class DrillCommand extends Action {
    private final Path directory;

    @Parameters(
            arity = "0..1",
            paramLabel = "day",
            description =
                    "region-loss, state-loss, rotation, rollback, edge-change or project-loss; default: all of them")
    private @Nullable String day;

    @Option(names = "--stack", paramLabel = "<stack>", description = "whose settings, default ${DEFAULT-VALUE}")
    private String stack = "prod";

    @Option(
            names = "--for-real",
            description = "type the steps; needs the Pulumi CLI, its provider, and one day's name")
    private boolean forReal;

    @Option(
            names = "--hook",
            paramLabel = "<command>",
            description = {
                "for real, does what nobody types: it is called with `dead REGION`, `alive REGION`, `lose-state STACK` or",
                "`lose-project PROJECT`, and must exit with 0 when that is so"
            })
    private String hook = "";

    @Option(names = "--probe", description = "for real, also look at the deployment from outside where the page does")
    private boolean probes;

    /** A command for the project in the working directory. */
    public DrillCommand() {
        this(Path.of(""));
    }

    /** @param directory the project's, where Pulumi.yaml is */
    DrillCommand(Path directory) {
        this.directory = directory;
    }

    @Override
    public Integer call() {
        try {
            var settings = StackSettingsReader.read(directory, stack);
            var drills = wanted(settings);
            return forReal ? real(drills, settings) : rehearse(drills, settings);
        } catch (SettingsException | ProgramFailed e) {
            throw Refusal.failed(String.valueOf(e.getMessage()));
        }
    }

    private List<Drill> wanted(StackSettings settings) {
        if (day == null) {
            return Drills.all(settings);
        }
        var names = Drills.all(settings).stream().map(Drill::name).collect(Collectors.joining(", "));
        return List.of(Drills.named(day, settings)
                .orElseThrow(
                        () -> Refusal.wrongUsage("there is no drill \"%s\"; choose one of %s".formatted(day, names))));
    }

    private int rehearse(List<Drill> drills, StackSettings settings) {
        var kept = true;
        for (var drill : drills) {
            progress("rehearsing " + drill.name());
            var results = Rehearsal.of(drill, settings, Preview::of);
            progress("");
            out().print(DrillReport.text(drill, results));
            kept &= results.stream().allMatch(Rehearsal.Result::kept);
        }
        return kept ? WELL : FOUND;
    }

    private int real(List<Drill> drills, StackSettings settings) {
        if (drills.size() != 1 || hook.isEmpty()) {
            throw Refusal.wrongUsage("--for-real changes a stack: it wants one day's name, and --hook");
        }
        var drill = drills.get(0);
        var missing = drill.variables().stream()
                .filter(variable -> System.getenv(variable) == null)
                .toList();
        if (!missing.isEmpty()) {
            throw Refusal.wrongUsage(
                    "%s types %s: set it in the environment".formatted(drill.name(), String.join(" and ", missing)));
        }
        return new RealDrill(directory, hook, probes, Map.of(), out()).run(drill, settings) ? WELL : FOUND;
    }
}
