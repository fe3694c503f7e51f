package com.runmat.telemetry.infra.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRevisionTest {
    @TempDir
    private Path project;

    @Test
    void of_committedSources_isClean() throws IOException, InterruptedException {
        commit();
        Files.writeString(project.resolve("README.md"), "not built");

        var revision = SourceRevision.of(project);

        assertTrue(revision.commit().matches("[0-9a-f]{40}"), revision::commit);
        assertEquals("clean", revision.tree());
        assertEquals(Optional.empty(), revision.doubt());
    }

    @Test
    void of_changedSources_isDirtyAndSaysSo() throws IOException, InterruptedException {
        commit();
        Files.writeString(project.resolve("services/New.java"), "class New {}");

        var revision = SourceRevision.of(project);

        assertEquals("dirty", revision.tree());
        assertTrue(revision.doubt().orElse("").contains("in no commit"), revision::toString);
    }

    @Test
    void of_noRepository_isUnknown() {
        var revision = SourceRevision.of(project);

        assertEquals(new SourceRevision("", false), revision);
        assertEquals("unknown", revision.tree());
    }

    private void commit() throws IOException, InterruptedException {
        Files.createDirectories(project.resolve("services"));
        Files.writeString(project.resolve("services/Main.java"), "class Main {}");
        git("init", "--quiet", ".");
        git("add", ".");
        git("commit", "--quiet", "--message", "first");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        assertEquals(
                0,
                new ProcessBuilder(command).directory(project.toFile()).start().waitFor());
    }
}
