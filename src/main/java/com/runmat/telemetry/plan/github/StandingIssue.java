package com.runmat.telemetry.plan.github;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;

/** An issue that is open while something is so: one, however often it is told, and closed when it is no longer so. */
public final class StandingIssue {
    private final GitHub github;
    private final String label;
    private final String marker;

    /**
     * The issue with this label that begins with this marker.
     *
     * @param marker a line that no reader sees
     */
    public StandingIssue(GitHub github, String label, String marker) {
        this.github = github;
        this.label = label;
        this.marker = marker;
    }

    /** Opens it, or says in it what is so now. Gives what was done, in a word. */
    public String open(String title, String text) {
        var standing = find();
        if (standing.isPresent()) {
            github.send("PATCH", path(standing.get()), Authored.body(marker + "\n" + text));
            return "edited";
        }
        var body = Authored.body(marker + "\n" + text);
        body.addProperty("title", title);
        var labels = new JsonArray();
        labels.add(label);
        body.add("labels", labels);
        github.send("POST", "/issues", body);
        return "opened";
    }

    /** Closes it where it is open, with a last word. Gives what was done, in a word or two. */
    public String close(String lastWord) {
        var standing = find();
        if (standing.isEmpty()) {
            return "not open";
        }
        github.send("POST", path(standing.get()) + "/comments", Authored.body(lastWord));
        var body = new JsonObject();
        body.addProperty("state", "closed");
        github.send("PATCH", path(standing.get()), body);
        return "closed";
    }

    private Optional<JsonObject> find() {
        return Authored.find(github.all("/issues?state=open&labels=" + label), marker);
    }

    private static String path(JsonObject issue) {
        return "/issues/" + issue.get("number").getAsInt();
    }
}
