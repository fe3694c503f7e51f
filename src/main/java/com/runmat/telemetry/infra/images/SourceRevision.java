package com.runmat.telemetry.infra.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Which commit the images' sources are, for a label: a tag tells what went in, not where to read it.
 *
 * @param commit empty where Git or its repository is missing
 * @param clean whether nothing that goes into an image differs from the commit
 */
record SourceRevision(String commit, boolean clean) {
    private static final int PATIENCE_SECONDS = 30;

    /** @param project the top folder of the project */
    static SourceRevision of(Path project) {
        String commit = git(project, "rev-parse", "HEAD").orElse("");
        Optional<String> changes = git(project, "status", "--porcelain", "--", "services", ".mvn");
        return new SourceRevision(
                commit, !commit.isEmpty() && changes.filter(String::isEmpty).isPresent());
    }

    /** What a reader of the label is told: {@code clean}, {@code dirty}, or {@code unknown}. */
    String tree() {
        return commit.isEmpty() ? "unknown" : clean ? "clean" : "dirty";
    }

    /** A sentence, unless the commit holds all that is built. */
    Optional<String> doubt() {
        if (clean) {
            return Optional.empty();
        }
        return Optional.of(
                commit.isEmpty()
                        ? "The images are labelled with no revision: git knows none here"
                        : "The images are built from sources that are in no commit: services/ or .mvn/ differ from "
                                + commit.substring(0, Math.min(12, commit.length()))
                                + ", so nobody else can build or read them. Commit first");
    }

    private static Optional<String> git(Path project, String... arguments) {
        try {
            var process = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments))
                            .toList())
                    .directory(project.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) { // no git on this machine
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
