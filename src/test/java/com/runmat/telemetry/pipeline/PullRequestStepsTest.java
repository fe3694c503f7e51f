package com.runmat.telemetry.pipeline;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.runmat.telemetry.infra.Tool;
import com.runmat.telemetry.plan.github.FakeGitHub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a fork's pull request: what its own code does without any credential, and what main makes of it. */
class PullRequestStepsTest {
    private static final String BLANK = "{\"version\": 3, \"deployment\": {\"resources\": []}}";
    private static final String PREVIEW = "{\"changeSummary\": {\"same\": 119}, \"steps\": []}";

    @TempDir
    private Path folder;

    private Laptop laptop;

    @BeforeEach
    void setUp() {
        laptop = new Laptop(folder);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "git", "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        var run = laptop.run(command);
        assertEquals(0, run.exitCode(), run::output);
    }

    private void setMachine(String type) throws IOException {
        Files.writeString(
                laptop.repository().resolve("Pulumi.prod.yaml"),
                "config:\n  gcp:region: us-central1\n  telemetry:forwarderMachineType: %s\n".formatted(type));
    }

    /** From the code of both revisions to the comment. */
    @Test
    void fork_withoutAnyCredential_isPlannedAndCommentedOnByMain() throws Exception {
        setMachine("e2-micro");
        git("init", "--quiet", ".");
        git("add", ".");
        git("commit", "--quiet", "--message", "base");
        setMachine("e2-small");
        git("commit", "--quiet", "--all", "--message", "head");

        var planned = laptop.step("plan.sh", "HEAD^1", "handed-over");

        assertEquals(0, planned.exitCode(), planned::output);
        assertSays("**replaced** for `machineType`", planned.output());
        var worktrees = laptop.run(List.of("git", "worktree", "list"));
        assertEquals(1, worktrees.output().lines().count(), worktrees::output);

        try (var github = new FakeGitHub()) {
            var event = Files.writeString(folder.resolve("event.json"), FakeGitHub.event("fork", "main", "abc"));
            github.has("/pulls", "{'number': 7, 'head': {'sha': 'abc'}, 'asked': 'fork:main'}");
            laptop.with(github.environment()).with(Map.of("GITHUB_EVENT_PATH", event.toString()));

            var commented = laptop.step("comment.sh", "handed-over");

            assertEquals(0, commented.exitCode(), commented::output);
            assertSays("POST /issues/7/comments ", github.changes().get(0));
            assertEquals(
                    "POST /issues/7/labels {\"labels\":[\"infra:replace\"]}",
                    github.changes().get(1));
        }
    }

    @Test
    void comment_nothingHandedOver_postsNothing() throws Exception {
        var run = laptop.step("comment.sh", "nowhere");

        assertEquals(0, run.exitCode());
        assertSays("handed over no base.json", run.output());
    }

    @Test
    void comment_somethingElseHandedOver_isRefused() throws Exception {
        var folder = Files.createDirectories(laptop.repository().resolve("handed-over"));
        Files.writeString(folder.resolve("base.json"), "{\"$(touch pwned)\": 1}");
        Files.writeString(folder.resolve("head.json"), "[]");

        var run = laptop.step("comment.sh", "handed-over");

        assertEquals(2, run.exitCode());
        assertSilent("pwned", run.output());
    }

    @Test
    void preview_onTheBlankedState_hasNothingToTake() throws Exception {
        var settings = """
                secretsprovider: gcpkms://key
                encryptedkey: c2VjcmV0
                config:
                  telemetry:ingestionKey:
                    secure: AAABACIPHERTEXT
                """;
        Files.writeString(laptop.repository().resolve("Pulumi.prod.yaml"), settings);
        Files.writeString(laptop.repository().resolve("blank.json"), BLANK);
        laptop.has("preview", PREVIEW);

        var run = laptop.step("blank-preview.sh", "blank.json", "handed-over");

        assertEquals(0, run.exitCode(), run::output);
        assertSays("119 same", run.output());
        assertSilent("CIPHERTEXT", laptop.said("settings"));
        assertSilent("secretsprovider", laptop.said("settings"));
        assertSays("pulumi config set --stack prod --secret telemetry:ingestionKey blank\n", laptop.said("log"));
        assertSays("\"salt\": \"v1:throw-away\"", laptop.said("imported"));
        assertEquals(PREVIEW, Files.readString(laptop.repository().resolve("handed-over/engine.json")));
        assertEquals(settings, Files.readString(laptop.repository().resolve("Pulumi.prod.yaml")), "as they were");
        var google = new TreeSet<String>();
        laptop.said("environment")
                .lines()
                .filter(name -> name.matches("(GOOGLE|GITHUB|ACTIONS|CLOUDSDK|PULUMI|TELEMETRY).*"))
                .forEach(google::add);
        assertEquals(
                Set.of(
                        "CLOUDSDK_CONFIG",
                        "GOOGLE_APPLICATION_CREDENTIALS",
                        "GOOGLE_OAUTH_ACCESS_TOKEN",
                        "PULUMI_BACKEND_URL",
                        "PULUMI_CONFIG_PASSPHRASE",
                        "TELEMETRY_ASK_NOTHING"),
                google,
                "all of them made up by the step");
    }

    @Test
    void preview_noBlankedState_isLeftOut() throws Exception {
        var run = laptop.step("blank-preview.sh", "blank.json", "handed-over");

        assertEquals(0, run.exitCode());
        assertSays("the engine was not asked", run.output());
        assertEquals(List.of(), laptop.asked());
    }

    /** The stand-in has no preview to tell. */
    @Test
    void preview_engineFails_handsNothingOver() throws Exception {
        Files.writeString(laptop.repository().resolve("blank.json"), BLANK);

        var run = laptop.step("blank-preview.sh", "blank.json", "handed-over");

        assertEquals(1, run.exitCode(), run::output);
        assertFalse(Files.exists(laptop.repository().resolve("handed-over/engine.json")));
    }

    private static String artifact(int id, String branch, int from, boolean expired, String day) {
        return """
                {"id": %d, "name": "blank-state-prod", "expired": %s, "created_at": "2026-11-%sT00:00:00Z",
                "workflow_run": {"head_branch": "%s", "head_repository_id": %d, "repository_id": 1}}
                """.formatted(id, expired, day, branch, from);
    }

    private static byte[] zip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("blank.json"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** A fork may call its branch main, and its artifact the same. */
    @Test
    void fetch_manyArtifacts_takesTheNewestOfMainItself() throws Exception {
        Tool.require("Fetching the blanked state is not tried", "curl", "jq", "unzip");
        try (var github = new FakeGitHub()) {
            github.answers(
                    "/actions/artifacts",
                    "{\"artifacts\": [%s]}"
                            .formatted(String.join(
                                    ",",
                                    artifact(1, "main", 1, false, "20"),
                                    artifact(2, "main", 1, false, "21"),
                                    artifact(3, "main", 2, false, "22"),
                                    artifact(4, "topic", 1, false, "23"),
                                    artifact(5, "main", 1, true, "24")))
                            .getBytes(StandardCharsets.UTF_8));
            github.answers("/actions/artifacts/2/zip", zip(BLANK));

            var run = laptop.with(github.environment()).step("fetch-blank.sh", "blank.json");

            assertEquals(0, run.exitCode(), run::output);
            assertEquals(BLANK, Files.readString(laptop.repository().resolve("blank.json")));
        }
    }

    @Test
    void fetch_nonePublished_makesNoFile() throws Exception {
        Tool.require("Fetching the blanked state is not tried", "curl", "jq", "unzip");
        try (var github = new FakeGitHub()) {
            github.answers("/actions/artifacts", "{\"artifacts\": []}".getBytes(StandardCharsets.UTF_8));

            var run = laptop.with(github.environment()).step("fetch-blank.sh", "blank.json");

            assertEquals(0, run.exitCode(), run::output);
            assertSays("no deployment of main has published blank-state-prod yet", run.output());
            assertFalse(Files.exists(laptop.repository().resolve("blank.json")));
        }
    }
}
