package com.runmat.telemetry.plan.github;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.runmat.telemetry.plan.untrusted.Fields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One pull request: its one comment with a marker, and its one label with a prefix. */
public final class PullRequest {
    private static final int LONGEST = 300;

    private final GitHub github;
    private final String issue;

    /** @param number as the pull request's page has it */
    public PullRequest(GitHub github, int number) {
        this.github = github;
        this.issue = "/issues/" + number;
    }

    /**
     * The open pull request whose head a finished workflow ran for. A fork's run names none, and what it handed over is
     * not asked: GitHub tells, by the head's owner, branch and commit.
     *
     * @param event of kind {@code workflow_run}, as GitHub wrote it down for the workflow
     * @return nothing when there is none, or when its head is another commit by now
     */
    public static Optional<PullRequest> of(GitHub github, Fields event) {
        var run = event.object("workflow_run");
        var owner = run.object("head_repository").object("owner").text("login", LONGEST);
        var head = encoded(owner + ":" + run.text("head_branch", LONGEST));
        var commit = run.text("head_sha", LONGEST);
        return github.all("/pulls?state=open&head=" + head).stream()
                .filter(pull ->
                        Authored.text(pull.getAsJsonObject("head"), "sha").equals(commit))
                .map(pull -> new PullRequest(github, pull.get("number").getAsInt()))
                .findFirst();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Edits the comment that begins with this marker, and makes it where there is none.
     *
     * @param always false: only edits
     * @return what was done, in a word or two
     */
    public String comment(String marker, String text, boolean always) {
        var written = Authored.find(github.all(issue + "/comments"), marker);
        if (written.isPresent()) {
            github.send("PATCH", "/issues/comments/" + written.get().get("id").getAsLong(), Authored.body(text));
            return "edited";
        }
        if (!always) {
            return "not needed";
        }
        github.send("POST", issue + "/comments", Authored.body(text));
        return "made";
    }

    /** Gives it this label, and takes from it every other one that begins so. */
    public void label(String label, String prefix) {
        var names = github.all(issue + "/labels").stream()
                .map(one -> Authored.text(one, "name"))
                .filter(name -> name.startsWith(prefix))
                .toList();
        names.stream()
                .filter(name -> !name.equals(label))
                .forEach(name -> github.send(
                        "DELETE", issue + "/labels/" + encoded(name).replace("+", "%20"), new JsonObject()));
        if (!names.contains(label)) {
            var labels = new JsonArray();
            labels.add(label);
            var body = new JsonObject();
            body.add("labels", labels);
            github.send("POST", issue + "/labels", body);
        }
    }
}
