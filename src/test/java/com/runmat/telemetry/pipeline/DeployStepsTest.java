package com.runmat.telemetry.pipeline;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.github.FakeGitHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a deployment and of the nightly look. */
class DeployStepsTest {
    private static final String UP = "pulumi up --stack prod --yes --skip-preview --non-interactive";
    private static final String PREVIEW = """
            {"changeSummary": {"update": 1}, "duration": %d, "steps": [
            {"op": "update", "urn": "urn:pulumi:prod::t::gcp:dns/recordSet:RecordSet::a", "detailedDiff": {"ttl": {}},
            "newState": {"inputs": {"ttl": %d}}}]}
            """;

    @TempDir
    private Path folder;

    private Laptop laptop;

    @BeforeEach
    void setUp() throws IOException {
        laptop = new Laptop(folder)
                .with(Map.of("STACK", "prod", "PROBES", "2", "PAUSE", "0"))
                .has("preview", PREVIEW.formatted(1, 60))
                .has("telemetry_worker_image", "registry/worker:old\n")
                .has("telemetry_forwarder_image", "registry/forwarder:old\n");
    }

    private String approved() throws Exception {
        var outputs = folder.resolve("outputs");
        var run = laptop.with(Map.of("GITHUB_OUTPUT", outputs.toString())).step("preview.sh");
        assertEquals(0, run.exitCode(), run::output);
        assertSays("### prod\n1 update · hash `", run.output());
        var hash = Pattern.compile("hash=([0-9a-f]{16})\n").matcher(Files.readString(outputs));
        assertTrue(hash.matches(), Files.readString(outputs));
        return hash.group(1);
    }

    private List<String> done() throws IOException {
        return laptop.asked().stream()
                .filter(asked -> asked.startsWith("pulumi up")
                        || asked.startsWith("pulumi config set")
                        || asked.equals("telemetry probe"))
                .toList();
    }

    @Test
    void up_asApproved_isDoneAndProbedUntilWell() throws Exception {
        laptop.with(Map.of("APPROVED", approved())).has("preview", PREVIEW.formatted(2, 60));
        laptop.has("ups", "0\n").has("probes", "1\n0\n");

        var run = laptop.step("up.sh");

        assertEquals(0, run.exitCode(), run::output);
        assertEquals(List.of(UP, "telemetry probe", "telemetry probe"), done());
    }

    @Test
    void up_somethingElseThanApproved_isNotDone() throws Exception {
        laptop.with(Map.of("APPROVED", approved())).has("preview", PREVIEW.formatted(1, 61));

        var run = laptop.step("up.sh");

        assertEquals(1, run.exitCode());
        assertSays("prod has changed since it was approved", run.output());
        assertEquals(List.of(), done());
    }

    @Test
    void up_withoutApproval_isNotDone() throws Exception {
        assertEquals(1, laptop.step("up.sh").exitCode());
        assertEquals(List.of(), done());
    }

    @Test
    void up_probeFails_goesBackToTheImagesBefore() throws Exception {
        laptop.with(Map.of("APPROVED", approved())).has("ups", "0\n0\n").has("probes", "1\n1\n0\n");

        var run = laptop.step("up.sh");

        assertEquals(1, run.exitCode(), "the deployment has failed, though the stack is well");
        assertSays("prod runs the images from before", run.output());
        assertEquals(
                List.of(
                        UP,
                        "telemetry probe",
                        "telemetry probe",
                        "pulumi config set workerImage registry/worker:old --stack prod",
                        "pulumi config set forwarderImage registry/forwarder:old --stack prod",
                        UP,
                        "telemetry probe"),
                done());
    }

    @Test
    void up_failsItself_goesBackWithoutAProbeBetween() throws Exception {
        laptop.with(Map.of("APPROVED", approved())).has("ups", "255\n0\n").has("probes", "0\n");

        assertEquals(1, laptop.step("up.sh").exitCode());
        assertEquals(5, done().size(), done()::toString);
        assertEquals("telemetry probe", done().get(4));
    }

    @Test
    void up_firstOneFails_hasNothingToGoBackTo() throws Exception {
        laptop.with(Map.of("APPROVED", approved())).has("ups", "255\n");
        laptop.has("telemetry_worker_image", "").has("telemetry_forwarder_image", "");

        var run = laptop.step("up.sh");

        assertEquals(1, run.exitCode());
        assertSays("there are no images from before", run.output());
        assertEquals(List.of(UP), done());
    }

    @Test
    void export_toAFolder_isNamedByItsDate() throws Exception {
        laptop.has("state", "{\"encrypted\": true}");
        var kept = Files.createDirectory(folder.resolve("kept"));

        var run = laptop.with(Map.of("EXPORT_TO", kept.toString())).step("export.sh");

        assertEquals(0, run.exitCode(), run::output);
        try (var files = Files.list(kept)) {
            var file = files.findFirst().orElseThrow();
            assertTrue(
                    file.getFileName().toString().matches("prod-\\d{4}-\\d\\d-\\d\\dT\\d{6}Z\\.json"), file::toString);
            assertEquals("{\"encrypted\": true}", Files.readString(file));
        }
    }

    @Test
    void export_toABucket_goesThere() throws Exception {
        laptop.has("state", "{}").program("bin/gcloud", "#!/bin/sh\necho \"gcloud $*\" >>\"$LOG\"\n");

        assertEquals(
                0,
                laptop.with(Map.of("EXPORT_TO", "gs://second"))
                        .step("export.sh")
                        .exitCode());
        assertTrue(
                laptop.asked().get(1).matches("gcloud storage cp \\S+ gs://second/prod-\\S+\\.json"),
                laptop.asked()::toString);
    }

    @Test
    void blank_stateWithSecrets_hasNone() throws Exception {
        laptop.has("state-in-clear", """
                {"version": 3, "deployment": {"resources": [{"outputs": {"key":
                {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": "\\"the-real-key\\""}}}]}}
                """);

        var run = laptop.step("blank.sh", "blank/blank.json");

        assertEquals(0, run.exitCode(), run::output);
        var blank = Files.readString(laptop.repository().resolve("blank/blank.json"));
        assertSays("\\\"blank\\\"", blank);
        assertSilent("the-real-key", blank + run.output());
    }

    @Test
    void blank_secretInTheOpen_stopsTheStep() throws Exception {
        laptop.has("state-in-clear", """
                {"version": 3, "deployment": {"resources": [{"id": "the-real-key", "outputs": {"key":
                {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": "\\"the-real-key\\""}}}]}}
                """);

        var run = laptop.step("blank.sh", "blank/blank.json");

        assertFalse(run.exitCode() == 0);
        assertSilent(
                "the-real-key",
                run.output() + Files.readString(laptop.repository().resolve("blank/blank.json")));
    }

    @Test
    void drift_foundAndGone_isOneIssue() throws Exception {
        try (var github = new FakeGitHub()) {
            laptop.with(github.environment()).has("refresh", PREVIEW.formatted(1, 60));

            var run = laptop.step("drift.sh");

            assertEquals(0, run.exitCode(), run::output);
            assertSays("--preview-only --json --non-interactive --exclude **SecretVersion**", laptop.said("log"));
            assertSays("POST /issues {", github.changes().get(0));
        }
    }

    /** Maven writes a file beside each module's pom; both builds are asked, and each file is told. */
    @Test
    void dependencies_newerOnes_areToldOfBothBuilds() throws Exception {
        laptop.program("repository/mvnw", """
                #!/bin/sh
                case "$*" in *" -f services/pom.xml "*) at=services/worker ;; *) at=. ;; esac
                case "$*" in *:display-property-updates) ;; *) exit 1 ;; esac
                mkdir -p "$at/target" && echo "newer of $at" >"$at/target/newer.txt"
                """);

        var run = laptop.step("dependencies.sh");

        assertEquals(0, run.exitCode(), run::output);
        assertSays("newer of .\n", run.output());
        assertSays("newer of services/worker\n", run.output());
    }

    @Test
    void baseImage_newerOne_isPutIntoThePom() throws Exception {
        var pom = laptop.repository().resolve("services/pom.xml");
        Files.createDirectories(pom.getParent());
        Files.copy(Path.of("services/pom.xml"), pom);
        laptop.program("bin/skopeo", "#!/bin/sh\necho sha256:0000\n");

        var run = laptop.step("base-image.sh");

        assertEquals(1, run.exitCode());
        assertSays("base-nossl-debian13:nonroot@sha256:0000", run.output());
        var digests = Pattern.compile("(?<=nonroot@sha256:)[0-9a-f]+");
        var ours = Files.readString(Path.of("services/pom.xml"));
        assertEquals(digests.matcher(ours).replaceAll("0000"), Files.readString(pom), "all digests, and nothing else");
        assertEquals(0, laptop.step("base-image.sh").exitCode(), "none is newer any more");
    }

    @Test
    void baseImage_newerOne_isProposedOnce() throws Exception {
        var pom = laptop.repository().resolve("services/pom.xml");
        Files.createDirectories(pom.getParent());
        Files.copy(Path.of("services/pom.xml"), pom);
        for (var command : List.of(
                "init --bare --quiet ../origin",
                "init --quiet --initial-branch main .",
                "remote add origin ../origin",
                "add .",
                "-c user.name=x -c user.email=x@example.com commit --quiet -m first",
                "push --quiet origin main")) {
            assertEquals(0, git(command).exitCode(), command);
        }
        laptop.program("bin/gh", "#!/bin/sh\necho \"gh $1 $2 $3 $4\" >>\"$LOG\"\n");

        laptop.program("bin/skopeo", "#!/bin/sh\nexit 1\n");
        assertEquals(1, laptop.step("propose-base-image.sh").exitCode(), "no registry");
        assertEquals(List.of(), laptop.asked());

        laptop.program("bin/skopeo", "#!/bin/sh\necho sha256:0000\n");
        var first = laptop.step("propose-base-image.sh");
        assertEquals(0, first.exitCode(), first::output);
        var branch = git("branch --show-current").output().strip();
        assertEquals(List.of("gh auth setup-git  ", "gh pr create --head " + branch), laptop.asked());
        assertSays(
                "nonroot@sha256:0000",
                git("show origin/" + branch + ":services/pom.xml").output());

        git("switch --quiet main");
        var again = laptop.step("propose-base-image.sh");
        assertEquals(0, again.exitCode(), again::output);
        assertSays("they are proposed already, on the branch " + branch, again.output());
        assertEquals(3, laptop.asked().size(), "no second pull request");
    }

    private Laptop.Run git(String command) throws Exception {
        return laptop.run(
                Stream.concat(Stream.of("git"), Stream.of(command.split(" "))).toList());
    }

    @Test
    void images_whatThisRunPushed_isNamedByItsDigest() throws Exception {
        var outputs = folder.resolve("outputs");
        var target = Files.createDirectories(laptop.repository().resolve("services/worker/target"));
        Files.writeString(target.resolve("jib-image.json"), """
                {"image":"localhost:5000/telemetry/worker:0a","imageId":"sha256:1","imageDigest":"sha256:2","tags":["0a"],"imagePushed":true}
                """);

        var run = laptop.with(Map.of("GITHUB_OUTPUT", outputs.toString())).step("images.sh");

        assertEquals(0, run.exitCode(), run::output);
        assertEquals(
                "worker-name=localhost:5000/telemetry/worker\nworker-digest=sha256:2\n", Files.readString(outputs));
    }
}
