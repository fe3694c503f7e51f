package com.runmat.telemetry.plan.cli;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.commandline.Program;
import com.runmat.telemetry.plan.github.FakeGitHub;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCommandTest {
    private static final String CLEAN = "{\"steps\": [], \"changeSummary\": {\"same\": 1}}";
    private static final String DRIFTED = """
            {"steps": [{"op": "update", "urn": "urn:pulumi:prod::t::gcp:dns/recordSet:RecordSet::a",
            "detailedDiff": {"ttl": {}}}], "changeSummary": {"update": 1}}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String refresh, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("refresh.json"), refresh).toString();
        var arguments = new ArrayList<>(List.of("drift", "prod", file));
        arguments.addAll(List.of(more));
        return Program.ofOne(new DriftCommand(environment))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void drift_nothing_isWell() throws IOException {
        assertEquals(0, run(Map.of(), CLEAN), err::toString);
        assertSays("prod stands as it was deployed.", out.toString());
    }

    @Test
    void drift_something_isFoundAndNamed() throws IOException {
        assertEquals(1, run(Map.of(), DRIFTED), err::toString);
        assertSays("| `RecordSet a` | `update` | `ttl` |", out.toString());
    }

    @Test
    void post_somethingAndThenNothing_opensOneIssueAndClosesIt() throws IOException {
        try (var github = new FakeGitHub()) {
            assertEquals(0, run(github.environment(), DRIFTED, "--post"), err::toString);
            assertSays("POST /issues {", github.changes().get(0));
            assertSays("telemetry-drift stack=prod", github.changes().get(0));

            github.has(
                    "/issues",
                    "{'number': 9, 'body': '<!-- telemetry-drift stack=prod -->', 'user': {'login': 'github-actions[bot]'}}");
            assertEquals(0, run(github.environment(), DRIFTED, "--post"), err::toString);
            assertSays("PATCH /issues/9 {", github.changes().get(1));
            assertEquals(0, run(github.environment(), CLEAN, "--post"), err::toString);
            assertEquals(
                    "PATCH /issues/9 {\"state\":\"closed\"}", github.changes().get(3));
        }
    }

    @Test
    void post_noGitHub_saysWhatIsMissing() throws IOException {
        assertEquals(1, run(Map.of(), DRIFTED, "--post"));
        assertSays("set GITHUB_REPOSITORY, owner/name, in the environment", err.toString());
    }

    @Test
    void drift_failedRefresh_isNoDrift() throws IOException {
        assertEquals(2, run(Map.of(), "{\"changeSummary\": {}, \"diagnostics\": [{\"severity\": \"error\"}]}"));
    }
}
