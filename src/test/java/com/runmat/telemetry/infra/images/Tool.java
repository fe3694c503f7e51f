package com.runmat.telemetry.infra.images;

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
import java.util.stream.Stream;

/** Debian's tools for images, which run them without a daemon. */
final class Tool {
    private static final List<String> NEEDED = List.of("docker-registry", "skopeo", "umoci", "runc");
    private static final long LIMIT_SECONDS = 240;

    private Tool() {}

    /** Skips the test where a tool is missing; fails it where that must not be, in CI. */
    static void requireAll() {
        List<String> missing = new ArrayList<>(
                NEEDED.stream().filter(tool -> find(tool).isEmpty()).toList());
        if (!"root".equals(System.getProperty("user.name"))) {
            missing.add("the rights of root");
        }
        if (missing.isEmpty()) {
            return;
        }
        var sentence = "The images cannot be run here for want of " + String.join(", ", missing)
                + ": as root, `apt-get install --no-install-recommends " + String.join(" ", NEEDED) + "`.";
        if ("true".equals(System.getenv("CI"))) {
            fail(sentence);
        }
        abort(sentence);
    }

    /** Where a program is; Debian keeps some out of an ordinary user's path. */
    static Optional<Path> find(String tool) {
        return Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program to its end and gives what it said; fails the test when it fails or hangs. */
    static String run(String tool, String... arguments) {
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
