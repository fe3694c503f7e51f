package com.runmat.telemetry.infra.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@code mvnw} that writes down how it was called, says what it is told to, and ends. */
final class FakeMaven {
    private final Path project;

    private FakeMaven(Path project) {
        this.project = project;
    }

    /** Puts the script into the project's folder. */
    static FakeMaven in(SourceTree tree, String script) {
        var maven = new FakeMaven(tree.root());
        tree.write("mvnw", "#!/bin/sh\nprintf '%s\\n' \"$@\" >arguments\nenv >environment\n" + script + "\n");
        if (!tree.root().resolve("mvnw").toFile().setExecutable(true)) {
            throw new IllegalStateException("mvnw cannot be made executable");
        }
        return maven;
    }

    boolean wasCalled() {
        return Files.exists(project.resolve("arguments"));
    }

    List<String> arguments() {
        return lines("arguments");
    }

    List<String> environment() {
        return lines("environment");
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(project.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
