package com.runmat.telemetry.plan.github;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** Finds what this workflow wrote before, by the hidden line that it begins with and by who wrote it: whoever else has that line could change it later. */
final class Authored {
    /** Whose a workflow's own token is. */
    private static final String AUTHOR = "github-actions[bot]";

    private Authored() {}

    static Optional<JsonObject> find(List<JsonObject> written, String marker) {
        return written.stream()
                .filter(one -> text(one, "body").startsWith(marker))
                .filter(one -> one.has("user")
                        && text(one.getAsJsonObject("user"), "login").equals(AUTHOR))
                .findFirst();
    }

    /** Empty where there is no such field, or null. */
    static String text(JsonObject object, String name) {
        return object.has(name) && object.get(name).isJsonPrimitive()
                ? object.get(name).getAsString()
                : "";
    }

    static JsonObject body(String text) {
        var body = new JsonObject();
        body.addProperty("body", text);
        return body;
    }
}
