package com.runmat.telemetry.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
record Command(List<String> line) {
    private static final int LIMIT_SECONDS = 300;

    /** @throws CannotFill with what it said when it fails or hangs */
    void run(Path folder) throws IOException, InterruptedException {
        var process = start(folder);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new CannotFill(String.join(" ", line) + " failed:\n" + said);
        }
    }

    private Process start(Path folder) throws IOException {
        var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        // flags of the machine that builds have no place in what it builds
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder.start();
    }
}
