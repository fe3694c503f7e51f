package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs of Debian's, which judge what the product makes. */
public final class Tool {
    private static final long LIMIT_SECONDS = 240;

    private Tool() {}

    /**
     * Skips the test where something is missing, with a sentence; fails it where that must not be, in CI.
     *
     * @param what cannot be done without
     * @param tools each with Debian's package that has it, as {@code ip:iproute2}, or alone where both have one name
     */
    public static void require(String what, String... tools) {
        List<String[]> missing = Arrays.stream(tools)
                .map(tool -> tool.split(":", 2))
                .filter(tool -> find(tool[0]).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            String names = missing.stream().map(tool -> tool[0]).collect(Collectors.joining(", "));
            String packages = missing.stream()
                    .map(tool -> tool[tool.length - 1])
                    .distinct()
                    .collect(Collectors.joining(" "));
            skip(what + " for want of " + names + ": as root, `apt-get install --no-install-recommends " + packages
                    + "`.");
        }
    }

    /** As {@link #require}, for what needs the rights of root. */
    public static void requireAsRoot(String what, String... tools) {
        require(what, tools);
        if (!"root".equals(System.getProperty("user.name"))) {
            skip(what + " for want of the rights of root.");
        }
    }

    /** Skips the test, or fails it in CI. */
    public static void skip(String sentence) {
        if ("true".equals(System.getenv("CI"))) {
            fail(sentence);
        }
        abort(sentence);
    }

    /** Where a program is; Debian keeps some out of an ordinary user's path. */
    public static Optional<Path> find(String tool) {
        return Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program to its end and gives what it said; fails the test when it fails or hangs. */
    public static String run(String tool, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(find(tool).orElse(Path.of(tool)).toString()));
        command.addAll(List.of(arguments));
        try {
            var said = Files.createTempFile("tool", ".out");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            var output = Files.readString(said, StandardCharsets.UTF_8);
            Files.delete(said);
            if (!ended || process.exitValue() != 0) {
                return fail(String.join(" ", command) + (ended ? "" : " did not end") + ":\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
