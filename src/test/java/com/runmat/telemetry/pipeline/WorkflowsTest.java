package com.runmat.telemetry.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.settings.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what, by the workflows as they are written. */
class WorkflowsTest {
    private static final Path FOLDER = Path.of(".github/workflows");

    /** What starts a workflow as main has it, with the code of main. */
    private static final Set<String> OF_MAIN = Set.of("workflow_run", "schedule", "workflow_dispatch");

    static List<Path> workflows() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Stream<Map<?, ?>> jobs(Path workflow) {
        return map(YamlFile.read(workflow).get("jobs")).values().stream().map(WorkflowsTest::map);
    }

    private static Stream<Map<?, ?>> steps(Path workflow) {
        return jobs(workflow)
                .flatMap(job -> job.get("steps") instanceof List<?> steps ? steps.stream() : Stream.empty())
                .map(WorkflowsTest::map);
    }

    private static Set<String> triggers(Path workflow) {
        var names = new TreeSet<String>();
        map(YamlFile.read(workflow).get("on")).keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    private static Set<String> written(Path workflow) {
        var written = new TreeSet<String>();
        jobs(workflow)
                .forEach(job -> map(job.get("permissions")).forEach((name, right) -> {
                    if (!"read".equals(right)) {
                        written.add(String.valueOf(name));
                    }
                }));
        return written;
    }

    private static List<Path> those(Predicate<Path> which) {
        try {
            var found = workflows().stream().filter(which).toList();
            assertFalse(found.isEmpty());
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void permissions_atTheTop_areNone(Path workflow) {
        assertEquals(Map.of(), YamlFile.read(workflow).get("permissions"));
        jobs(workflow).forEach(job -> assertTrue(job.containsKey("permissions"), job::toString));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actions_areThoseCommitsWhoseVersionStandsBeside(Path workflow) throws IOException {
        for (var line : Files.readAllLines(workflow)) {
            if (line.contains("uses:") && !line.contains("uses: ./")) {
                assertTrue(line.matches(".*uses: [\\w/.-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"), line);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void checkouts_leaveNoTokenBehind(Path workflow) {
        steps(workflow)
                .filter(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@"))
                .forEach(step -> assertEquals(false, map(step.get("with")).get("persist-credentials"), step::toString));
    }

    /** One command of the repository each, and nothing from outside in its line. */
    @ParameterizedTest
    @MethodSource("workflows")
    void steps_areCommandsOfTheRepository(Path workflow) {
        steps(workflow).filter(step -> step.containsKey("run")).forEach(step -> {
            var command = String.valueOf(step.get("run"));
            assertFalse(command.contains("${{") || command.contains("\n"), command);
            assertTrue(Files.isExecutable(Path.of(command.split(" ", 2)[0])), command);
        });
    }

    /** A fork's code runs there. */
    @Test
    void pullRequests_haveNoSecretAndNoRightToWrite() throws IOException {
        for (var workflow : those(file -> triggers(file).contains("pull_request") && !file.endsWith("preview.yml"))) {
            assertEquals(Set.of(), written(workflow), workflow::toString);
            jobs(workflow).forEach(job -> assertFalse(job.containsKey("environment"), job::toString));
            assertFalse(Files.readString(workflow).contains("secrets."), workflow::toString);
        }
    }

    @Test
    void realPreviews_areOfThisRepositoryAloneAndWaitForAReviewer() {
        jobs(FOLDER.resolve("preview.yml")).forEach(job -> {
            assertEquals("github.event.pull_request.head.repo.full_name == github.repository", job.get("if"));
            assertEquals("preview", job.get("environment"));
            assertTrue(String.valueOf(job.get("name")).contains("hands this code all secrets"), job::toString);
        });
    }

    @Test
    void rightToComment_isWhereNoCodeOfAPullRequestRuns() {
        for (var workflow : those(file -> written(file).contains("pull-requests"))) {
            assertTrue(OF_MAIN.containsAll(triggers(workflow)), workflow::toString);
            steps(workflow)
                    .filter(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@"))
                    .forEach(step -> assertEquals(
                            Set.of("persist-credentials"), map(step.get("with")).keySet()));
        }
    }

    @Test
    void rightToPush_isOfTheJobThatProposesBaseImagesAlone() throws IOException {
        for (var workflow : workflows()) {
            jobs(workflow)
                    .filter(job -> "write".equals(map(job.get("permissions")).get("contents")))
                    .forEach(job -> assertEquals("base image", job.get("name")));
        }
    }

    @Test
    void rightsOfGoogle_areInEnvironmentsAlone() {
        for (var workflow : those(file -> written(file).contains("id-token"))) {
            jobs(workflow)
                    .filter(job -> job.containsKey("steps"))
                    .forEach(job -> assertTrue(job.containsKey("environment"), job::toString));
        }
    }

    @Test
    void nothing_runsForksWithTheRightsOfMain() throws IOException {
        for (var workflow : workflows()) {
            assertFalse(triggers(workflow).contains("pull_request_target"), workflow::toString);
            assertFalse(triggers(workflow).contains("issue_comment"), workflow::toString);
        }
    }

    @Test
    void deployments_goOneAtATimeAndAreNotBrokenOff() {
        for (var name : List.of("deploy.yml", "deploy-stack.yml")) {
            assertEquals(
                    false,
                    map(YamlFile.read(FOLDER.resolve(name)).get("concurrency")).get("cancel-in-progress"));
        }
        var prod =
                map(map(YamlFile.read(FOLDER.resolve("deploy.yml")).get("jobs")).get("prod"));
        assertEquals("staging", prod.get("needs"));
    }
}
