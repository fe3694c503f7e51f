package com.runmat.telemetry.plan.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.runmat.telemetry.plan.github.Markdown;
import com.runmat.telemetry.plan.untrusted.Fields;
import java.util.List;

/**
 * One thing that the engine would do.
 *
 * @param op in the engine's words: {@code create}, {@code update}, {@code create-replacement}, {@code delete}
 * @param paths the properties for which it does so
 * @param inputs what the resource would be told; null where it goes
 */
public record Step(String op, String urn, List<String> paths, JsonElement inputs) {
    private static final int LONGEST = 1_000;

    /** What leaves a resource as it is. */
    private static final List<String> NOTHING = List.of("same", "read", "refresh");

    static Step of(Fields fields) {
        var detailed = fields.has("detailedDiff") && !fields.any("detailedDiff").isJsonNull();
        return new Step(
                fields.text("op", LONGEST),
                fields.text("urn", LONGEST),
                detailed
                        ? fields.object("detailedDiff").json().keySet().stream()
                                .sorted()
                                .toList()
                        : fields.texts("diffReasons", LONGEST),
                fields.json().get("newState") instanceof JsonObject state && state.has("inputs")
                        ? state.get("inputs")
                        : JsonNull.INSTANCE);
    }

    boolean changes() {
        return !NOTHING.contains(op);
    }

    /** {@code Firewall us-central1-udp}. */
    String title() {
        var name = urn.substring(urn.lastIndexOf("::") < 0 ? 0 : urn.lastIndexOf("::") + 2);
        var type = urn.substring(0, Math.max(0, urn.length() - name.length() - 2));
        return type.substring(type.lastIndexOf(':') + 1) + " " + name;
    }

    /** A row of a table. */
    String row(String last) {
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        Markdown.cell(Markdown.name(title())),
                        Markdown.cell(Markdown.name(op)),
                        Markdown.cell(Markdown.names(paths)),
                        last);
    }

    /** All of it that an update would do, for a hash. */
    JsonArray content() {
        var content = new JsonArray();
        content.add(urn);
        content.add(op);
        paths.forEach(content::add);
        content.add(inputs);
        return content;
    }
}
