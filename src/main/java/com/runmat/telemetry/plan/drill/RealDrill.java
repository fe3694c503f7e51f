package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.settings.StackSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A drill for real: its commands are typed as its page has them, what nobody types is done by a hook, and each step is
 * timed. It changes the stack that is selected, and stops at the first step that fails.
 */
final class RealDrill {
    private static final int TAIL = 20;
    private static final long PATIENCE_MINUTES = 60;

    private final Path directory;
    private final String hook;
    private final boolean probes;
    private final Map<String, String> environment;
    private final PrintWriter out;

    /**
     * A drill in a project's directory.
     *
     * @param hook a command that is given an event's words: {@code dead us-central1}, {@code alive us-central1},
     *     {@code lose-state prod}, {@code lose-project my-project}
     * @param probes whether the deployment is also looked at from outside, where names lead to it
     * @param environment what each command finds besides this process' own
     */
    RealDrill(Path directory, String hook, boolean probes, Map<String, String> environment, PrintWriter out) {
        this.directory = directory;
        this.hook = hook;
        this.probes = probes;
        this.environment = Map.copyOf(environment);
        this.out = out;
    }

    /** Whether every step went well. */
    boolean run(Drill drill, StackSettings settings) {
        var log = log(drill);
        var steps = new ArrayList<>(prepared(drill, settings));
        steps.addAll(drill.steps());
        var begun = System.nanoTime();
        for (int place = 0; place < steps.size(); place++) {
            if (!run(place, steps.get(place), log)) {
                return false;
            }
        }
        out.printf("%s: %.0f s in all; what was printed is in %s%n", drill.name(), seconds(begun), log);
        out.flush();
        return true;
    }

    /** The stack as the drill expects it, and nothing else to do. */
    private static List<Step> prepared(Drill drill, StackSettings settings) {
        var prepared = new ArrayList<Step>();
        var standing = settings;
        for (var stage : drill.before()) {
            var differ = differing(standing, stage);
            if (!differ.isEmpty()) {
                prepared.add(Step.set("before: towards the stack that the drill expects", Setting.typed(differ)));
                prepared.add(Step.up("before: bring it up to date"));
            }
            standing = Setting.changed(standing, stage);
        }
        prepared.add(Step.look("before: nothing is to be done", "Resources:", "pulumi preview --expect-no-changes"));
        return prepared;
    }

    private static Map<String, String> differing(StackSettings standing, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .filter(want -> !same(standing.config().getOrDefault(want.getKey(), ""), want.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** An empty list is as good as none. */
    private static boolean same(String value, String wanted) {
        return value.replace("[]", "").equals(wanted.replace("[]", ""));
    }

    private boolean run(int place, Step step, Path log) {
        var begun = System.nanoTime();
        var output = new StringBuilder();
        var well = step.kind() == Step.Kind.BY_HAND || lines(step).stream().allMatch(line -> typed(line, log, output));
        var printed = Pattern.compile(step.prints()).matcher(output).find();
        out.printf(
                "%3d. %-60s %s%n",
                place,
                step.says(),
                step.kind() == Step.Kind.BY_HAND ? "by hand: left out" : "%.1f s".formatted(seconds(begun)));
        if (!well || !printed) {
            out.printf("     %s%n", well ? "did not print " + step.prints() : "failed");
            output.toString()
                    .lines()
                    .skip(Math.max(0, output.toString().lines().count() - TAIL))
                    .forEach(line -> out.printf("     | %s%n", line));
        }
        out.flush();
        return well && printed;
    }

    private List<String> lines(Step step) {
        return switch (step.kind()) {
            case EVENT, LOSS ->
                step.commands().stream().map(words -> hook + " " + words).toList();
            case SETTINGS, UPDATE, IMPORT, LOOK, BY_HAND ->
                step.commands().stream()
                        .filter(line -> probes || !line.endsWith("./telemetry probe"))
                        .toList();
        };
    }

    private boolean typed(String line, Path log, StringBuilder output) {
        try {
            append(log, "$ " + line + "\n");
            var said = Files.createTempFile("telemetry-drill-", ".out");
            try {
                var ended = start(line, said);
                var text = Files.readString(said);
                output.append(text);
                append(log, text);
                return ended;
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            output.append(e);
            return false;
        }
    }

    private boolean start(String line, Path said) throws IOException {
        var builder = new ProcessBuilder("sh", "-c", line)
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        // what the page leaves to the reader's yes
        builder.environment().put("PULUMI_SKIP_CONFIRMATIONS", "true");
        var process = builder.start();
        process.getOutputStream().close();
        try {
            var ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            process.destroy();
            return ended && process.exitValue() == 0;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path log(Drill drill) {
        try {
            var folder = Files.createDirectories(directory.resolve("target/telemetry"));
            return Files.writeString(folder.resolve("drill-" + drill.name() + ".log"), "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("no file for what is printed", e);
        }
    }

    private static void append(Path log, String text) throws IOException {
        Files.writeString(log, text, StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.APPEND);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
