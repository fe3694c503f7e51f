package com.runmat.telemetry.doctor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The few calls to Google that the doctor makes: all read, and the token stands in no address. */
final class GoogleApi {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Google's own limit. */
    private static final int MOST_PERMISSIONS = 100;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String base;
    private final String token;

    /**
     * Asks with this token.
     *
     * @param base stands in for {@code https://SERVICE.googleapis.com} of every service; empty for Google's own
     */
    GoogleApi(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Google's answer was no. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;

        Refused(int status, String reason) {
            super("Google answers " + status + (reason.isEmpty() ? "" : ": " + reason));
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** Whose the token is: {@code email}, {@code expires_in}. */
    JsonObject tokenInfo() throws IOException {
        String form = "access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(uri("oauth2", "/tokeninfo"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    JsonObject project(String id) throws IOException {
        return send(
                authorized(uri("cloudresourcemanager", "/v1/projects/" + id)).GET());
    }

    JsonObject billing(String id) throws IOException {
        return send(authorized(uri("cloudbilling", "/v1/projects/" + id + "/billingInfo"))
                .GET());
    }

    /** Those of the permissions that the token's owner lacks. */
    Set<String> missing(String project, Collection<String> permissions) throws IOException {
        Set<String> missing = new TreeSet<>(permissions);
        List<String> all = new ArrayList<>(permissions);
        for (int start = 0; start < all.size(); start += MOST_PERMISSIONS) {
            had(project, all.subList(start, Math.min(all.size(), start + MOST_PERMISSIONS)))
                    .forEach(missing::remove);
        }
        return missing;
    }

    private List<String> had(String project, List<String> permissions) throws IOException {
        JsonArray asked = new JsonArray();
        permissions.forEach(asked::add);
        JsonObject question = new JsonObject();
        question.add("permissions", asked);
        JsonObject answer =
                send(authorized(uri("cloudresourcemanager", "/v1/projects/" + project + ":testIamPermissions"))
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(question.toString())));
        List<String> had = new ArrayList<>();
        if (answer.has("permissions")) {
            answer.getAsJsonArray("permissions").forEach(permission -> had.add(permission.getAsString()));
        }
        return had;
    }

    private URI uri(String service, String path) {
        return URI.create((base.isEmpty() ? "https://" + service + ".googleapis.com" : base) + path);
    }

    private HttpRequest.Builder authorized(URI uri) {
        return HttpRequest.newBuilder(uri).header("authorization", "Bearer " + token);
    }

    private JsonObject send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            JsonObject json = object(answer.body());
            if (answer.statusCode() != 200) {
                throw new Refused(answer.statusCode(), reason(json));
            }
            return json;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static JsonObject object(String text) {
        try {
            return JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException none) {
            return new JsonObject();
        }
    }

    private static String reason(JsonObject answer) {
        return answer.has("error")
                        && answer.get("error").isJsonObject()
                        && answer.getAsJsonObject("error").has("message")
                ? answer.getAsJsonObject("error").get("message").getAsString()
                : "";
    }
}
