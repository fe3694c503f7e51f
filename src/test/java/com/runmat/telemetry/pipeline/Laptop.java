package com.runmat.telemetry.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the steps in a folder of its own, with this program as it is compiled here, and stand-ins for Pulumi and for
 * {@code ./telemetry probe} that write down what they were asked and answer from files. Steps get the environment that a
 * test gives them and no other.
 */
final class Laptop {
    private static final long LIMIT_SECONDS = 120;

    private static final String TELEMETRY = """
            #!/bin/sh
            if [ "$1" = probe ]; then
                echo "telemetry probe" >>"$LOG"
                code=$(head -n 1 "$FAKE/probes"); sed -i 1d "$FAKE/probes"
                exit "$code"
            fi
            exec "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.util.concurrent.ForkJoinPool.common.parallelism=4 \\
                -cp "$PROGRAM" com.runmat.telemetry.command.Commands "$@"
            """;

    private static final String PULUMI = """
            #!/bin/sh
            echo "pulumi $*" >>"$LOG"
            env | cut -d= -f1 | sort >"$FAKE/environment"
            case "$*" in
            "stack output telemetry_"*) cat "$FAKE/$3" 2>/dev/null ;;
            "stack output"*) echo '{}' ;;
            "stack init"*) echo 'encryptionsalt: v1:throw-away' >>"Pulumi.$3.yaml"; cp "Pulumi.$3.yaml" "$FAKE/settings" ;;
            "stack import"*) for file; do :; done; cp "$file" "$FAKE/imported" ;;
            "stack export --show-secrets"*) cat "$FAKE/state-in-clear" ;;
            "stack export"*) cat "$FAKE/state" ;;
            "config get"*) echo the-key ;;
            preview*) cat "$FAKE/preview" ;;
            refresh*) cat "$FAKE/refresh" ;;
            up*) code=$(head -n 1 "$FAKE/ups"); sed -i 1d "$FAKE/ups"; exit "$code" ;;
            esac
            """;

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    /** How a step ended, and all that it said. */
    record Run(int exitCode, String output) {}

    Laptop(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder.resolve("repository/.github/steps"));
            try (var steps = Files.list(Path.of(".github/steps"))) {
                for (var step : steps.toList()) {
                    Files.copy(step, repository().resolve(step.toString()));
                }
            }
            for (var file : List.of("Pulumi.yaml", "Pulumi.prod.yaml")) {
                Files.copy(Path.of(file), repository().resolve(file));
            }
            program("repository/telemetry", TELEMETRY);
            program("bin/pulumi", PULUMI);
            has("log", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("LOG", folder.resolve("fake/log").toString());
        environment.put("FAKE", folder.resolve("fake").toString());
        environment.put(
                "JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        environment.put("PROGRAM", System.getProperty("java.class.path"));
    }

    Path repository() {
        return folder.resolve("repository");
    }

    /** A program on the path, or anywhere else in the folder. */
    Laptop program(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        if (!Files.writeString(file, text).toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " a program");
        }
        return this;
    }

    /** What a stand-in answers from. */
    Laptop has(String name, String text) throws IOException {
        var file = folder.resolve("fake").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    String said(String name) throws IOException {
        return Files.readString(folder.resolve("fake").resolve(name));
    }

    /** What Pulumi and the probe were asked, in order. */
    List<String> asked() throws IOException {
        return said("log").lines().toList();
    }

    Laptop with(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    Run step(String name, String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of(".github/steps/" + name), Stream.of(arguments))
                .toList());
    }

    Run run(List<String> command) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var process = new ProcessBuilder(new ArrayList<>(command))
                .directory(repository().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        process.environment().clear();
        process.environment().putAll(environment);
        var started = process.start();
        var ended = started.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        started.destroyForcibly();
        return new Run(ended ? started.exitValue() : -1, Files.readString(output));
    }
}
