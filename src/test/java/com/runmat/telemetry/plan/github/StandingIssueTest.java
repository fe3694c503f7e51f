package com.runmat.telemetry.plan.github;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandingIssueTest {
    private static final String MARKER = "<!-- telemetry-drift stack=prod -->";

    private FakeGitHub fake;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeGitHub();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private StandingIssue issue() {
        return new StandingIssue(fake.github(), "drift", MARKER);
    }

    private void stands(int number, String author) {
        fake.has(
                "/issues",
                "{'number': %d, 'body': '%s\\nold', 'user': {'login': '%s'}}".formatted(number, MARKER, author));
    }

    @Test
    void open_none_opensOne() {
        stands(1, "somebody");

        assertEquals("opened", issue().open("prod has drifted", "two resources"));
        assertSays("POST /issues {", fake.changes().get(0));
        assertSays(
                "\"title\":\"prod has drifted\",\"labels\":[\"drift\"]",
                fake.changes().get(0));
    }

    @Test
    void open_oneStands_editsIt() {
        for (var number = 1; number < 6; number++) {
            stands(number, "somebody");
        }
        stands(6, FakeGitHub.BOT);

        assertEquals("edited", issue().open("prod has drifted", "three resources"));
        assertSays("PATCH /issues/6 {", fake.changes().get(0));
    }

    @Test
    void close_oneStands_closesItWithAWord() {
        stands(6, FakeGitHub.BOT);

        assertEquals("closed", issue().close("as it should be again"));
        assertEquals(
                List.of(
                        "POST /issues/6/comments {\"body\":\"as it should be again\"}",
                        "PATCH /issues/6 {\"state\":\"closed\"}"),
                fake.changes());
    }

    @Test
    void close_none_changesNothing() {
        assertEquals("not open", issue().close("as it should be"));
        assertEquals(List.of(), fake.changes());
    }
}
