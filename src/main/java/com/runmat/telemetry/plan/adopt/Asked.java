package com.runmat.telemetry.plan.adopt;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.runmat.telemetry.plan.google.GoogleApis;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What stands, asked of Google. */
final class Asked implements Existing {
    private final GoogleApis google;

    Asked(GoogleApis google) {
        this.google = google;
    }

    @Override
    public Optional<String> find(IdTable.Search search, Inputs own, Inputs user) {
        var path = user.fill(search.path(), Map.of());
        var found = search.list().isEmpty()
                ? google.get(search.api(), user.location(), path).stream()
                : pages(search.api(), user.location(), path)
                        .flatMap(page -> entries(page, search.list()).stream())
                        .filter(entry -> fits(entry, search.where(), own));
        return found.flatMap(entry -> at(entry, search.answer()).stream())
                .map(Asked::lastPart)
                .findFirst();
    }

    private Stream<JsonObject> pages(String api, String location, String path) {
        return Stream.iterate(
                        google.get(api, location, path),
                        Optional::isPresent,
                        page -> at(page.orElseThrow(), "nextPageToken")
                                .filter(token -> !token.isEmpty())
                                .flatMap(token -> google.get(api, location, path + "?pageToken=" + encoded(token))))
                .flatMap(Optional::stream);
    }

    private static String encoded(String token) {
        return URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    @Override
    public boolean isThere(IdTable.Place place, String id, Inputs inputs) {
        var words = List.of(id.split(" ", -1));
        var path = place.path().map(form -> inputs.fill(form, Map.of())).orElse(words.get(0));
        if (words.size() > 1) {
            return granted(policy(place, path, inputs), words.get(1), words.get(2));
        }
        var answer = google.get(place.api(), inputs.location(), path);
        return answer.isPresent()
                && place.must().entrySet().stream()
                        .allMatch(must -> at(answer.get(), must.getKey())
                                .filter(must.getValue()::equals)
                                .isPresent());
    }

    private Optional<JsonObject> policy(IdTable.Place place, String path, Inputs inputs) {
        var policy = path + place.policy();
        return place.post()
                ? google.post(place.api(), inputs.location(), policy)
                : google.get(place.api(), inputs.location(), policy);
    }

    private static boolean granted(Optional<JsonObject> policy, String role, String member) {
        return policy.stream()
                .flatMap(found -> entries(found, "bindings").stream())
                .filter(binding -> at(binding, "role").filter(role::equals).isPresent())
                .anyMatch(
                        binding -> binding.getAsJsonArray("members").toString().contains("\"" + member + "\""));
    }

    private static List<JsonObject> entries(JsonObject answer, String list) {
        var entries = answer.has(list) ? answer.getAsJsonArray(list) : new JsonArray();
        return StreamSupport.stream(entries.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static boolean fits(JsonObject entry, Map<String, String> where, Inputs own) {
        return where.entrySet().stream()
                .allMatch(field -> at(entry, field.getKey()).equals(own.text(field.getValue())));
    }

    /** The text at a path; a list on the way is entered at its first entry. */
    private static Optional<String> at(JsonObject object, String path) {
        JsonElement current = object;
        for (var step : path.replace("[0]", "").split("\\.", -1)) {
            if (current.isJsonArray() && !current.getAsJsonArray().isEmpty()) {
                current = current.getAsJsonArray().get(0);
            }
            if (!current.isJsonObject() || !current.getAsJsonObject().has(step)) {
                return Optional.empty();
            }
            current = current.getAsJsonObject().get(step);
        }
        return current.isJsonPrimitive() ? Optional.of(current.getAsString()) : Optional.empty();
    }

    /** Without what a link may add: {@code …/instanceTemplates/telemetry-udp-1?uniqueId=2}. */
    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
    }
}
