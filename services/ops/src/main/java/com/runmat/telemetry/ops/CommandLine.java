package com.runmat.telemetry.ops;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The command line of a service: no argument starts it, {@code --check-config} shows what it would use, {@code --help} lists
 * its settings. Exit codes: 0, or 2 for wrong settings and unknown arguments.
 *
 * @param name the service as it is called
 * @param purpose what it does, one sentence
 * @param settings all of its settings, in the order in which they are listed
 * @param reader makes the service's settings record, see {@link Settings#read}
 * @param <S> the settings record
 */
public record CommandLine<S>(String name, String purpose, List<Setting<?>> settings, Function<Settings, S> reader) {
    private static final int WRONG = 2;

    public CommandLine {
        settings = List.copyOf(settings);
    }

    /** What the arguments ask for. */
    public sealed interface Outcome<S> {}

    /** Start the service with these settings. */
    public record Start<S>(S settings) implements Outcome<S> {}

    /** Print the text, to standard error unless the code is 0, and end. */
    public record Exit<S>(int code, String text) implements Outcome<S> {}

    /** For {@code main}: the settings to start with, or the end of this JVM with the text printed and the exit code set. */
    public S settingsOrExit(String... args) {
        Outcome<S> outcome = outcome(List.of(args), System.getenv());
        if (outcome instanceof Start<S> start) {
            return start.settings();
        }
        throw exit((Exit<S>) outcome);
    }

    private static AssertionError exit(Exit<?> exit) {
        PrintStream out = new PrintStream(exit.code() == 0 ? System.out : System.err, true, StandardCharsets.UTF_8);
        out.print(exit.text());
        out.flush();
        System.exit(exit.code());
        return new AssertionError("System.exit returned");
    }

    /** The same without side effects. */
    public Outcome<S> outcome(List<String> args, Map<String, String> environment) {
        if (args.contains("--help") || args.contains("-h")) {
            return new Exit<>(0, help());
        }
        List<String> unknown =
                args.stream().filter(arg -> !arg.equals("--check-config")).toList();
        if (!unknown.isEmpty()) {
            return new Exit<>(WRONG, "unknown argument " + String.join(" ", unknown) + "\n\n" + help());
        }
        return args.isEmpty() ? start(environment) : check(environment);
    }

    private Outcome<S> start(Map<String, String> environment) {
        try {
            return new Start<>(Settings.read(environment, reader));
        } catch (WrongSettings wrong) {
            return new Exit<>(WRONG, name + " cannot start: invalid settings\n" + lines(wrong.mistakes()));
        }
    }

    private Outcome<S> check(Map<String, String> environment) {
        String used = lines(settings.stream()
                .map(setting -> setting.name() + " = " + setting.shown(Settings.raw(environment, setting)))
                .toList());
        return switch (start(environment)) {
            case Start<S> good -> new Exit<>(0, name + ": the settings are valid\n" + used);
            case Exit<S> wrong -> wrong;
        };
    }

    private String help() {
        return name + ": " + purpose + "\n\nArguments\n"
                + lines(List.of(
                        "--check-config   validate the settings, print them and exit (0 valid, 2 invalid)",
                        "--help           print this help and exit"))
                + "\nSettings (environment)\n"
                + lines(settings.stream().map(CommandLine::describe).toList());
    }

    private static String describe(Setting<?> setting) {
        String fallback = setting.fallback().isEmpty() ? "" : ", default " + setting.fallback();
        return setting.name() + "   " + setting.meaning() + " (" + setting.allowed() + fallback + ")";
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> "  " + line + "\n").reduce("", String::concat);
    }

    /** The table of the settings for a document in Markdown. */
    public String markdown() {
        StringBuilder table = new StringBuilder("| setting | default | allowed | meaning |\n|---|---|---|---|\n");
        for (Setting<?> setting : settings) {
            String fallback = setting.fallback().isEmpty() ? "–" : "`" + setting.fallback() + "`";
            table.append("| `%s` | %s | %s | %s |\n"
                    .formatted(setting.name(), fallback, setting.allowed(), setting.meaning()));
        }
        return table.toString();
    }
}
