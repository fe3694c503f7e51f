package com.runmat.telemetry.plan;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.commandline.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a repository whose ./telemetry is a script that tells where it stands and what it was asked. */
class RevisionTest {
    @TempDir
    private Path repository;

    @BeforeEach
    void initialize() throws IOException, InterruptedException {
        git("init", "--quiet", ".");
        commit("README", "none yet", "before");
        commit("telemetry", "#!/bin/sh\necho \"$PWD $*\"\n", "works");
        commit("telemetry", "#!/bin/sh\necho the stack is wrong >&2\nexit 1\n", "broken");
    }

    private void commit(String file, String text, String tag) throws IOException, InterruptedException {
        Files.writeString(repository.resolve(file), text);
        assertTrue(repository.resolve(file).toFile().setExecutable(true));
        git("add", file);
        git("commit", "--quiet", "--message", tag);
        git("tag", tag);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "git", "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(repository.toFile()).start();
        assertEquals(0, process.waitFor());
    }

    @Test
    void plan_olderRevision_runsItsOwnCommandElsewhereAndCleansUp() {
        String[] told;
        try (var revision = Revision.of(repository, "works")) {
            told = revision.plan("prod").strip().split(" ", 2);
        }

        assertEquals("plan prod --json", told[1]);
        assertFalse(told[0].startsWith(repository.toString()), told[0]);
        assertFalse(Files.exists(Path.of(told[0])), told[0]);
    }

    @Test
    void plan_commandFails_passesItsWordsOn() {
        try (var revision = Revision.of(repository, "broken")) {
            var failure = assertThrows(Refusal.class, () -> revision.plan("prod"));

            assertSays("revision broken has no plan of stack prod to compare with:\nthe stack is wrong", failure);
        }
    }

    @Test
    void of_unknownRevision_isRefused() {
        assertSays("git knows no revision \"v9\"", assertThrows(Refusal.class, () -> Revision.of(repository, "v9")));
    }

    @Test
    void of_revisionThatLooksLikeAnOption_isRefused() {
        assertSays(
                "git knows no revision \"--all\"", assertThrows(Refusal.class, () -> Revision.of(repository, "--all")));
    }

    @Test
    void of_revisionWithoutThePlanCommand_isRefused() {
        assertSays("has no ./telemetry", assertThrows(Refusal.class, () -> Revision.of(repository, "before")));
    }

    @Test
    void of_noRepository_isRefused(@TempDir Path elsewhere) {
        assertSays("needs git", assertThrows(Refusal.class, () -> Revision.of(elsewhere, "works")));
    }
}
