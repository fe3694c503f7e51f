package com.runmat.telemetry.commandline;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** One of the programs behind {@code ./telemetry}: an object that names its commands, and how each of them is started. */
public final class Program {
    /** So that help looks the same in a terminal of any width, a log and a test. */
    private static final int WIDTH = 120;

    @Command(name = "./telemetry")
    private static final class Alone {}

    private Program() {}

    /**
     * Runs the command that the first argument names, and ends this JVM with its exit code.
     *
     * @param commands its class names them in {@code @Command(subcommands = …)}
     */
    public static void run(Object commands, String... arguments) {
        run(of(commands), arguments);
    }

    static void run(CommandLine program, String... arguments) {
        var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var exitCode = program.setOut(out).setErr(err).execute(arguments);
        out.flush();
        System.exit(exitCode);
    }

    /** The same as often as a test likes. */
    public static CommandLine of(Object commands) {
        return inOneForm(new CommandLine(commands));
    }

    /** A program of this command alone, which still is called by its name. */
    public static CommandLine ofOne(Action command) {
        return inOneForm(new CommandLine(new Alone()).addSubcommand(command));
    }

    private static CommandLine inOneForm(CommandLine program) {
        program.getSubcommands()
                .values()
                .forEach(command -> form(command.getCommandSpec().usageMessage()));
        return program.setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Mistakes::wrongUsage)
                .setExecutionExceptionHandler(Mistakes::failed);
    }

    private static void form(UsageMessageSpec usage) {
        usage.synopsisHeading("usage: ");
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%n");
        usage.optionListHeading("%n");
        usage.exitCodeListHeading("%nExit code%n");
        usage.footerHeading(usage.footer().length == 0 ? "" : "%n");
        usage.sortOptions(false);
        usage.sortSynopsis(false);
    }
}
