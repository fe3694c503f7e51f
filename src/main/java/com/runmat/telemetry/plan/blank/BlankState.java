package com.runmat.telemetry.plan.blank;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.runmat.telemetry.plan.untrusted.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A stack's exported state without its secrets: a blank in each secret's place, and nothing that could decrypt one.
 * What is no secret to Pulumi stays: names, ids, addresses, sizes, the whole shape of the stack.
 */
final class BlankState {
    /** Shorter texts stand everywhere by chance, and are not looked for. */
    private static final int TELLING = 6;

    private BlankState() {}

    /**
     * The same state with blanks, as JSON. Blanking it once more changes nothing.
     *
     * @param export what {@code pulumi stack export --show-secrets} printed
     * @param salt of the file-backed stack that it shall be imported into; without one it cannot be imported yet
     * @throws Refused when it is no export, or a secret stands somewhere else in it too
     */
    static String of(String export, Optional<String> salt) {
        if (!(parsed(export) instanceof JsonObject whole && whole.get("deployment") instanceof JsonObject)) {
            throw new Refused("the state must be what `pulumi stack export --show-secrets` printed");
        }
        var blanks = new Blanks();
        var blanked = blanks.of(whole).getAsJsonObject();
        var deployment = blanked.getAsJsonObject("deployment");
        deployment.remove("secrets_providers");
        search(deployment, "deployment", forms(blanks.secrets()));
        salt.ifPresent(of -> deployment.add("secrets_providers", passphrase(of)));
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .serializeNulls()
                .create()
                .toJson(blanked);
    }

    private static JsonElement parsed(String export) {
        try {
            return JsonParser.parseString(export);
        } catch (JsonParseException e) {
            throw new Refused("the state is not JSON");
        }
    }

    /** A secret as it is, and as it stands in user data and headers. */
    private static List<String> forms(Set<String> secrets) {
        return secrets.stream()
                .filter(secret -> secret.length() >= TELLING)
                .flatMap(secret -> Stream.of(
                        secret,
                        Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8))))
                .toList();
    }

    private static void search(JsonElement json, String path, List<String> secrets) {
        if (json instanceof JsonObject object) {
            object.entrySet().forEach(entry -> {
                refuse(entry.getKey(), path, secrets);
                search(entry.getValue(), path + "." + entry.getKey(), secrets);
                if (entry.getKey().equals(Blanks.PLAINTEXT)) {
                    search(Blanks.parsed(entry.getValue().getAsString()), path, secrets);
                }
            });
        } else if (json instanceof JsonArray array) {
            for (var i = 0; i < array.size(); i++) {
                search(array.get(i), path + "[" + i + "]", secrets);
            }
        } else if (json instanceof JsonPrimitive primitive) {
            refuse(primitive.getAsString(), path, secrets);
        }
    }

    private static void refuse(String text, String path, List<String> secrets) {
        if (secrets.stream().anyMatch(text::contains)) {
            throw new Refused("a secret also stands in the open, at or in " + path
                    + "; nothing was written. Mark it as a secret in the program, run `pulumi up`, and rotate it");
        }
    }

    private static JsonObject passphrase(String salt) {
        var state = new JsonObject();
        state.addProperty("salt", salt);
        var provider = new JsonObject();
        provider.addProperty("type", "passphrase");
        provider.add("state", state);
        return provider;
    }
}
