package com.runmat.telemetry.plan.github;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static com.runmat.telemetry.plan.github.FakeGitHub.BOT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.untrusted.Fields;
import com.runmat.telemetry.plan.untrusted.UntrustedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PullRequestTest {
    private static final String MARKER = "<!-- telemetry-plan stack=prod -->";

    private FakeGitHub fake;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeGitHub();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private PullRequest seven() {
        return new PullRequest(fake.github(), 7);
    }

    @Test
    void comment_noneYet_makesOne() {
        fake.comment(1, BOT, "something else").comment(2, "somebody", "> " + MARKER);

        assertEquals("made", seven().comment(MARKER, MARKER + "\nnew", true));
        assertEquals(List.of("POST /issues/7/comments {\"body\":\"" + MARKER + "\\nnew\"}"), unescaped());
    }

    @Test
    void comment_onALaterPage_isEditedInPlace() {
        for (var id = 1; id <= 8; id++) {
            fake.comment(id, "somebody", "talk " + id);
        }
        fake.comment(9, BOT, MARKER + "\nold");

        assertEquals("edited", seven().comment(MARKER, MARKER + "\nnew", true));
        assertEquals(List.of("PATCH /issues/comments/9 {\"body\":\"" + MARKER + "\\nnew\"}"), unescaped());
    }

    /** Its author could change it after it was rendered. */
    @Test
    void comment_withTheMarkerBySomebodyElse_isLeftAlone() {
        fake.comment(1, "somebody", MARKER + "\nfine");

        assertEquals("made", seven().comment(MARKER, MARKER + "\nnew", true));
    }

    @Test
    void comment_noChangeAndNoneYet_makesNone() {
        fake.comment(1, BOT, "<!-- telemetry-plan stack=staging -->");

        assertEquals("not needed", seven().comment(MARKER, MARKER + "\nno change", false));
        assertEquals(List.of(), fake.changes());
    }

    @Test
    void comment_noChangeAndOneThere_editsIt() {
        fake.comment(1, BOT, MARKER + "\nold");

        assertEquals("edited", seven().comment(MARKER, MARKER + "\nno change", false));
    }

    @Test
    void label_another_takesTheOldOneAway() {
        fake.has("/issues/7/labels", "{'name': 'bug'}")
                .has("/issues/7/labels", "{'name': 'infra:replace'}")
                .has("/issues/7/labels", "{'name': 'infra:a b/c'}");

        seven().label("infra:none", "infra:");

        assertEquals(
                List.of(
                        "DELETE /issues/7/labels/infra%3Areplace",
                        "DELETE /issues/7/labels/infra%3Aa%20b%2Fc",
                        "POST /issues/7/labels {\"labels\":[\"infra:none\"]}"),
                fake.changes());
    }

    @Test
    void label_theSame_changesNothing() {
        fake.has("/issues/7/labels", "{'name': 'infra:none'}");

        seven().label("infra:none", "infra:");

        assertEquals(List.of(), fake.changes());
    }

    private static Fields run(String owner, String branch, String commit) {
        return UntrustedJson.parse(
                "event.json", FakeGitHub.event(owner, branch, commit).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void of_runOfAFork_isFoundByItsHead() {
        fake.has("/pulls", "{'number': 3, 'head': {'sha': 'aaa'}, 'asked': 'fork:odd branch&x=1'}")
                .has("/pulls", "{'number': 4, 'head': {'sha': 'bbb'}, 'asked': 'fork:main'}")
                .has("/pulls", "{'number': 7, 'head': {'sha': 'ccc'}, 'asked': 'fork:main'}");

        PullRequest.of(fake.github(), run("fork", "main", "ccc")).orElseThrow().label("infra:none", "infra:");

        assertSays("POST /issues/7/labels", fake.changes().get(0));
    }

    /** Otherwise the comment would be of a commit that nobody looks at. */
    @Test
    void of_runOfACommitThatIsNoLongerTheHead_isNone() {
        fake.has("/pulls", "{'number': 7, 'head': {'sha': 'ccc'}, 'asked': 'fork:main'}");

        assertTrue(PullRequest.of(fake.github(), run("fork", "main", "older")).isEmpty());
        assertTrue(PullRequest.of(fake.github(), run("other", "main", "ccc")).isEmpty());
    }

    @Test
    void of_wrongToken_saysWhatGitHubAnswered() {
        var environment = new HashMap<>(fake.environment());
        environment.put("GITHUB_TOKEN", "another");

        var failure = assertThrows(
                GitHubFailed.class, () -> PullRequest.of(GitHub.of(environment), run("fork", "main", "ccc")));
        assertSays("GitHub answered 401 to GET /pulls", failure);
        assertSays("Bad credentials", failure);
        assertSilent("another", failure.toString());
    }

    @Test
    void of_environment_thatSendsTheTokenInTheClear_isRefused() {
        var environment = new HashMap<>(fake.environment());
        environment.put("GITHUB_API_URL", "http://github.example.com");

        assertSays("must begin with https://", assertThrows(GitHubFailed.class, () -> GitHub.of(environment)));
    }

    private List<String> unescaped() {
        return fake.changes().stream()
                .map(change ->
                        change.replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u003d", "="))
                .toList();
    }
}
