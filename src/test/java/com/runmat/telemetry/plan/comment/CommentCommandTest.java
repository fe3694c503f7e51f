package com.runmat.telemetry.plan.comment;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.commandline.Program;
import com.runmat.telemetry.plan.github.FakeGitHub;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommentCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeSettings() throws IOException {
        Files.writeString(folder.resolve("Pulumi.prod.yaml"), "config: {}\n");
    }

    private int run(Map<String, String> environment, Plans base, Plans head, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("comment"));
        arguments.add(Files.write(folder.resolve("base.json"), base.bytes()).toString());
        arguments.add(Files.write(folder.resolve("head.json"), head.bytes()).toString());
        arguments.addAll(List.of(more));
        return Program.ofOne(new CommentCommand(folder, environment))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private static Plans plan(int priority) {
        return Plans.plan().resource(Plans.FIREWALL, "udp", "{'priority': %d}".formatted(priority));
    }

    @Test
    void comment_ofAChange_isPrinted() throws IOException {
        assertEquals(0, run(Map.of(), plan(1), plan(2)), err::toString);
        assertSays("<!-- telemetry-plan stack=prod -->\n### prod: 1 changed · ", out.toString());
    }

    @Test
    void label_alone_isPrinted() throws IOException {
        assertEquals(0, run(Map.of(), plan(1), plan(1), "--label"), err::toString);
        assertEquals(0, run(Map.of(), plan(1), plan(2), "--label"), err::toString);
        assertEquals(0, run(Map.of(), plan(1), Plans.plan(), "--label"), err::toString);
        assertEquals(
                List.of("infra:none", "infra:change", "infra:delete"),
                out.toString().lines().toList());
    }

    @Test
    void comment_ofNoPlan_isRefusedWithASentence() throws IOException {
        var spoilt = plan(2);
        spoilt.json().addProperty("extra", "x");

        assertEquals(2, run(Map.of(), plan(1), spoilt));
        assertSays("head.json has a field that is not known here", err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void comment_ofAnotherStack_isRefused() throws IOException {
        var other = plan(2);
        other.json().addProperty("stack", "staging");

        assertEquals(2, run(Map.of(), plan(1), other));
        assertSays("are plans of different stacks", err.toString());
        assertEquals(2, run(Map.of(), other, other));
        assertSays("is a plan of a stack that has no settings here", err.toString());
    }

    @Test
    void comment_withTheEnginesPreview_hasItBesideThePlan() throws IOException {
        var preview = Files.writeString(folder.resolve("engine.json"), """
                {"changeSummary": {"same": 1, "update": 2}, "steps": [
                {"op": "update", "urn": "urn:pulumi:prod::telemetry::telemetry:network:Network$gcp:compute/firewall:Firewall::udp",
                 "detailedDiff": {"priority": {}}},
                {"op": "update", "urn": "urn:pulumi:prod::telemetry::gcp:dns/recordSet:RecordSet::b", "detailedDiff": {"ttl": {}}},
                {"op": "same", "urn": "urn:x::y::z::w"}]}
                """);

        assertEquals(0, run(Map.of(), plan(1), plan(2), "--engine", preview.toString()), err::toString);
        assertSays("with every secret blanked: `2 update, 1 same`.", out.toString());
        assertSays("| `Firewall udp` | `update` | `priority` | yes |", out.toString());
        assertSays("| `RecordSet b` | `update` | `ttl` | **no** |", out.toString());
    }

    @Test
    void comment_withAnEnginesPreviewThatIsNotThere_isTheSame() throws IOException {
        assertEquals(0, run(Map.of(), plan(1), plan(2), "--engine", "none.json"), err::toString);
        assertSilent("engine", out.toString());
    }

    @Test
    void post_runOfAFork_commentsAndLabels() throws IOException {
        try (var github = new FakeGitHub()) {
            github.has("/pulls", "{'number': 7, 'head': {'sha': 'abc'}, 'asked': 'fork:topic'}");
            var environment = withEvent(github);

            assertEquals(0, run(environment, plan(1), plan(2), "--post"), err::toString);
            assertEquals("comment made, label infra:change\n", out.toString());
            assertSays("POST /issues/7/comments ", github.changes().get(0));
            assertEquals(
                    "POST /issues/7/labels {\"labels\":[\"infra:change\"]}",
                    github.changes().get(1));
        }
    }

    @Test
    void post_noChange_makesNoCommentAndLabelsAllTheSame() throws IOException {
        try (var github = new FakeGitHub()) {
            assertEquals(0, run(github.environment(), plan(1), plan(1), "--post", "--pull", "7"), err::toString);
            assertEquals("comment not needed, label infra:none\n", out.toString());
            assertEquals(List.of("POST /issues/7/labels {\"labels\":[\"infra:none\"]}"), github.changes());
        }
    }

    @Test
    void post_headHasMovedOn_postsNothing() throws IOException {
        try (var github = new FakeGitHub()) {
            assertEquals(0, run(withEvent(github), plan(1), plan(2), "--post"), err::toString);
            assertSays("nothing was posted", out.toString());
            assertEquals(List.of(), github.changes());
        }
    }

    @Test
    void post_withoutEvent_saysWhatItNeeds() throws IOException {
        try (var github = new FakeGitHub()) {
            assertEquals(2, run(github.environment(), plan(1), plan(2), "--post"));
            assertSays("--post needs --pull, or GITHUB_EVENT_PATH", err.toString());
        }
    }

    private Map<String, String> withEvent(FakeGitHub github) throws IOException {
        var event = Files.writeString(folder.resolve("event.json"), FakeGitHub.event("fork", "topic", "abc"));
        var environment = new HashMap<>(github.environment());
        environment.put("GITHUB_EVENT_PATH", event.toString());
        return environment;
    }
}
