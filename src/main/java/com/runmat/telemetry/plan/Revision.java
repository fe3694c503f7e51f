package com.runmat.telemetry.plan;

import com.runmat.telemetry.commandline.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Another revision of this project, laid out in a temporary directory, where its own {@code ./telemetry plan} builds
 * and runs. The repository itself is only read.
 */
final class Revision implements AutoCloseable {
    private final String name;
    private final Path directory;

    private Revision(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    /**
     * Lays out a revision; close it to remove the files.
     *
     * @param name anything that git takes for a commit
     * @throws Refusal when there is no such revision, or it has no plan command
     */
    static Revision of(Path repository, String name) {
        var commit = commit(repository, name);
        if (!run(repository, "git", "cat-file", "-e", commit + ":telemetry").succeeded()) {
            throw Refusal.wrongUsage("revision %s has no ./telemetry and so no plan to compare with; choose a later one"
                    .formatted(name));
        }
        try {
            var revision = new Revision(name, Files.createTempDirectory("telemetry-plan-"));
            revision.layOut(repository, commit);
            return revision;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for revision " + name, e);
        }
    }

    private static String commit(Path repository, String name) {
        if (!run(repository, "git", "rev-parse", "--git-dir").succeeded()) {
            throw Refusal.wrongUsage("--diff needs git and a git repository, and %s is none: clone the project with git"
                    .formatted(repository.toAbsolutePath()));
        }
        var found = run(repository, "git", "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        if (!found.succeeded()) {
            throw Refusal.wrongUsage(
                    "git knows no revision \"%s\" here; fetch it first, or choose one of: git log --oneline"
                            .formatted(name));
        }
        return found.output().strip();
    }

    private void layOut(Path repository, String commit) {
        // registered at once, so that an interrupted comparison leaves nothing behind either
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        var archive = directory.resolve("revision.tar").toString();
        require(run(repository, "git", "archive", "--format=tar", "--output", archive, commit));
        require(run(directory, "tar", "-xf", archive));
    }

    /** The revision's own plan, as JSON. */
    String plan(String stack) {
        var front = directory.resolve("telemetry").toString();
        var planned = run(directory, front, "plan", stack, "--json");
        if (!planned.succeeded()) {
            throw Refusal.wrongUsage("revision %s has no plan of stack %s to compare with:\n%s"
                    .formatted(name, stack, planned.errors().strip()));
        }
        return planned.output();
    }

    @Override
    public void close() {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }

    private void require(Run run) {
        if (!run.succeeded()) {
            throw Refusal.wrongUsage("cannot lay out revision %s: %s"
                    .formatted(name, run.errors().strip()));
        }
    }

    private record Run(int exitCode, String output, String errors) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** Errors go through a file: two pipes read one after the other would block a talkative program. */
    private static Run run(Path directory, String... command) {
        try {
            var errors = Files.createTempFile("telemetry-plan-", ".err");
            try {
                var process = new ProcessBuilder(List.of(command))
                        .directory(directory.toAbsolutePath().toFile())
                        .redirectError(errors.toFile())
                        .start();
                var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Run(process.waitFor(), output, Files.readString(errors));
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            return new Run(-1, "", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Run(-1, "", "interrupted");
        }
    }
}
