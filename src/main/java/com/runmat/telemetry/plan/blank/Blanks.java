package com.runmat.telemetry.plan.blank;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.runmat.telemetry.plan.untrusted.Refused;
import java.util.Set;
import java.util.TreeSet;

/** Puts a blank into each secret envelope of a state, and remembers what was in it. */
final class Blanks {
    /** What stands for every secret, in the state as in the settings: where both have it, nothing has changed. */
    static final String BLANK = "blank";

    static final String PLAINTEXT = "plaintext";

    /** The key by which the engine knows that an object is no plain one, and its value where it is a secret. */
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

    /**
     * Where an envelope only repeats what stands elsewhere in the same resource, marked there if it is a secret: labels,
     * each of which the provider marks, and its notes on how outputs differ from what Google said. They stay, since the
     * provider reads them, and are searched for secrets like all the rest.
     */
    private static final Set<String> REPEATING =
            Set.of("effectiveLabels", "pulumiLabels", "terraformLabels", "__pulumi_raw_state_delta");

    private final Set<String> secrets = new TreeSet<>();

    /** Every text that was part of a secret. */
    Set<String> secrets() {
        return secrets;
    }

    JsonElement of(JsonElement json) {
        return of(json, true);
    }

    /** @param secret whether an envelope here is blanked */
    private JsonElement of(JsonElement json, boolean secret) {
        if (json instanceof JsonObject object) {
            return secret && isSecret(object) ? blanked(object) : object(object, secret);
        }
        if (json instanceof JsonArray array) {
            var blanked = new JsonArray();
            array.forEach(element -> blanked.add(of(element, secret)));
            return blanked;
        }
        return json;
    }

    private JsonObject object(JsonObject object, boolean secret) {
        var blanked = new JsonObject();
        object.entrySet()
                .forEach(entry -> blanked.add(
                        entry.getKey(), of(entry.getValue(), secret && !REPEATING.contains(entry.getKey()))));
        return blanked;
    }

    private static boolean isSecret(JsonObject object) {
        return object.get(SIGNATURE) instanceof JsonPrimitive kind
                && kind.getAsString().equals(SECRET);
    }

    private JsonObject blanked(JsonObject envelope) {
        if (!(envelope.get(PLAINTEXT) instanceof JsonPrimitive plaintext)) {
            throw new Refused("the state has secrets that are encrypted, so it cannot be searched for copies of them;"
                    + " export it with `pulumi stack export --show-secrets`");
        }
        remember(parsed(plaintext.getAsString()));
        var blanked = new JsonObject();
        blanked.addProperty(SIGNATURE, SECRET);
        blanked.addProperty(PLAINTEXT, new JsonPrimitive(BLANK).toString());
        return blanked;
    }

    /** A plaintext is JSON in a text. */
    static JsonElement parsed(String plaintext) {
        try {
            return JsonParser.parseString(plaintext);
        } catch (JsonParseException e) {
            return new JsonPrimitive(plaintext);
        }
    }

    private void remember(JsonElement secret) {
        if (secret instanceof JsonObject object) {
            object.entrySet().forEach(entry -> remember(entry.getValue()));
        } else if (secret instanceof JsonArray array) {
            array.forEach(this::remember);
        } else if (secret instanceof JsonPrimitive primitive) {
            secrets.add(primitive.getAsString());
        }
    }
}
