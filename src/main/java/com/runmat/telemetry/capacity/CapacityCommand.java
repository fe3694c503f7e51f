package com.runmat.telemetry.capacity;

import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Refusal;
import com.runmat.telemetry.plan.settings.SettingsException;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./telemetry capacity}. */
@Command(
        name = "capacity",
        description = {
            "What a number of events a day needs: machines, workers, settings and money, which of a stack's settings is the",
            "first wall, and what becomes of datagrams when something fails at the peak. It reckons from the figures that were",
            "measured (docs/performance.md), and needs neither cloud nor credentials. Prints Markdown."
        },
        exitCodeList = {"0:the tables are printed", "1:the stack's settings cannot be read", "2:wrong usage"})
public final class CapacityCommand extends Action {
    /** More than every person on earth sends in a day would be 1e13. */
    private static final double MOST = 1e13;

    private final Path directory;

    @Parameters(arity = "0..1", paramLabel = "stack", description = "whose settings, default ${DEFAULT-VALUE}")
    private String stack = "prod";

    @Option(
            names = "--events-a-day",
            split = ",",
            paramLabel = "<number>",
            description = "one or several, with commas; default 1000000,100000000,10000000000")
    private List<Double> perDay = List.of(1e6, 1e8, 1e10);

    @Option(
            names = "--peak",
            paramLabel = "<times>",
            description = "how many times the day's mean the busiest minute has, default ${DEFAULT-VALUE}")
    private double peak = 4;

    /** A command for the project in the working directory. */
    public CapacityCommand() {
        this(Path.of(""));
    }

    /** @param directory the project's, where Pulumi.yaml is */
    CapacityCommand(Path directory) {
        this.directory = directory;
    }

    @Override
    public Integer call() {
        if (perDay.stream().anyMatch(number -> !(number >= 1 && number <= MOST))) {
            throw Refusal.wrongUsage("--events-a-day is a number from 1 to 10,000,000,000,000, or several with commas");
        }
        if (!(peak >= 1 && peak <= 1000)) {
            throw Refusal.wrongUsage("--peak is a number from 1 to 1000: the busiest minute has no less than the mean");
        }
        var report = new CapacityReport(settings(), Figures.measured(), UsePrices.standard());
        progress("reckoning");
        String tables = report.text(
                perDay.stream().map(number -> new Demand(number, peak)).toList());
        progress("");
        out().print(tables);
        return WELL;
    }

    private Stack settings() {
        try {
            return Stack.of(StackSettingsReader.read(directory, stack));
        } catch (SettingsException e) {
            throw Refusal.failed(String.valueOf(e.getMessage()));
        }
    }
}
