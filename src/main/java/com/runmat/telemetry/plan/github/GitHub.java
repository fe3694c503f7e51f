package com.runmat.telemetry.plan.github;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One repository by GitHub's API. Each request is made once and has half a minute; nothing that the token may do is
 * tried twice, since a second comment is worse than a job that is run again.
 */
public final class GitHub {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;
    private static final int LONGEST_MESSAGE = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LONGEST).build();
    private final String repository;
    private final String token;

    private GitHub(String repository, String token) {
        this.repository = repository;
        this.token = token;
    }

    /**
     * The repository that a workflow runs for.
     *
     * @param environment with GITHUB_REPOSITORY, GITHUB_TOKEN and, unless it is github.com's, GITHUB_API_URL
     * @throws GitHubFailed when one is missing, or the token would be sent in the clear
     */
    public static GitHub of(Map<String, String> environment) {
        var api = environment.getOrDefault("GITHUB_API_URL", "https://api.github.com");
        if (!api.startsWith("https://") && !api.matches("http://(127\\.0\\.0\\.1|localhost)(:\\d+)?(/.*)?")) {
            throw new GitHubFailed("GITHUB_API_URL must begin with https://: a token goes there");
        }
        var name = required(environment, "GITHUB_REPOSITORY", "owner/name");
        if (!name.matches("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")) {
            throw new GitHubFailed("GITHUB_REPOSITORY must be owner/name");
        }
        return new GitHub(api + "/repos/" + name, required(environment, "GITHUB_TOKEN", "a token for the repository"));
    }

    private static String required(Map<String, String> environment, String name, String meaning) {
        var value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new GitHubFailed("set %s, %s, in the environment".formatted(name, meaning));
        }
        return value;
    }

    /**
     * Everything that a list has, over all of its pages.
     *
     * @param path below the repository, such as {@code /issues/7/comments}, perhaps with a query
     */
    List<JsonObject> all(String path) {
        List<JsonObject> all = new ArrayList<>();
        for (var page = 1; page <= MOST_PAGES; page++) {
            var query = (path.contains("?") ? "&" : "?") + "per_page=" + PAGE + "&page=" + page;
            var answer = answered("GET", path + query, new JsonObject());
            array(path, answer).forEach(element -> all.add(element.getAsJsonObject()));
            if (!answer.headers().firstValue("link").orElse("").contains("rel=\"next\"")) {
                return all;
            }
        }
        throw new GitHubFailed("GET %s has more than %d pages".formatted(path, MOST_PAGES));
    }

    /** Does something, and throws unless GitHub did it. */
    void send(String method, String path, JsonObject body) {
        answered(method, path, body);
    }

    private HttpResponse<String> answered(String method, String path, JsonObject body) {
        var answer = ask(method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new GitHubFailed("GitHub answered %d to %s %s: %s"
                    .formatted(answer.statusCode(), method, path, message(answer.body())));
        }
        return answer;
    }

    private HttpResponse<String> ask(String method, String path, JsonObject body) {
        var request = HttpRequest.newBuilder(URI.create(repository + path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/vnd.github+json")
                .header("Content-Type", "application/json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .method(method, body.size() == 0 ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new GitHubFailed("GitHub cannot be reached for %s %s".formatted(method, path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitHubFailed("interrupted during %s %s".formatted(method, path), e);
        }
    }

    private static JsonArray array(String path, HttpResponse<String> answer) {
        if (parsed(answer.body()) instanceof JsonArray array) {
            return array;
        }
        throw new GitHubFailed("GitHub answered no list to GET " + path);
    }

    private static String message(String body) {
        var message = parsed(body) instanceof JsonObject object && object.has("message")
                ? object.get("message").toString()
                : "it did not say why";
        return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }

    private static JsonElement parsed(String body) {
        try {
            return JsonParser.parseString(body);
        } catch (JsonParseException e) {
            return new JsonObject();
        }
    }
}
