package com.runmat.telemetry.plan.github;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** As much of GitHub's API as this project uses, over HTTP on a free port: lists come in pages of its own, smaller than asked for. */
public final class FakeGitHub implements AutoCloseable {
    static final String BOT = "github-actions[bot]";
    private static final String TOKEN = "the-token";
    private static final int PAGE = 2;

    /** Path below the repository, and what is listed there. */
    private final Map<String, List<JsonObject>> lists = Collections.synchronizedMap(new LinkedHashMap<>());

    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    public FakeGitHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The event of a workflow that has run for this head, as GitHub writes it down for the one that follows. */
    public static String event(String owner, String branch, String commit) {
        return """
                {"workflow_run": {"head_sha": "%s", "head_branch": "%s", "head_repository": {"owner": {"login": "%s"}}}}
                """.formatted(commit, branch, owner);
    }

    /** What a workflow's environment says of it. */
    public Map<String, String> environment() {
        return Map.of(
                "GITHUB_API_URL",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "GITHUB_REPOSITORY",
                "runmat/telemetry",
                "GITHUB_TOKEN",
                TOKEN);
    }

    GitHub github() {
        return GitHub.of(environment());
    }

    /** Puts something into a list, such as {@code /issues/7/comments}. */
    public FakeGitHub has(String path, String json) {
        lists.computeIfAbsent(path, key -> new ArrayList<>())
                .add(JsonParser.parseString(json).getAsJsonObject());
        return this;
    }

    FakeGitHub comment(int id, String author, String body) {
        var comment = new JsonObject();
        comment.addProperty("id", id);
        comment.addProperty("body", body);
        var user = new JsonObject();
        user.addProperty("login", author);
        comment.add("user", user);
        return has("/issues/7/comments", comment.toString());
    }

    /** Puts something that is no list at a path. */
    public FakeGitHub answers(String path, byte[] body) {
        answers.put(path, body);
        return this;
    }

    /** Every request that was not a question, with its body. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath().replaceFirst("^/repos/runmat/telemetry", "");
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, "{\"message\": \"Bad credentials\"}");
        } else if (answers.containsKey(path)) {
            reply(exchange, 200, answers.get(path));
        } else if (exchange.getRequestMethod().equals("GET")) {
            list(exchange, path);
        } else {
            changes.add("%s %s %s"
                    .formatted(exchange.getRequestMethod(), path, body)
                    .strip());
            reply(exchange, 200, "{}");
        }
    }

    private void list(HttpExchange exchange, String path) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        var all = lists.getOrDefault(path, List.of()).stream()
                .filter(one -> matches(one, query))
                .toList();
        var page = Integer.parseInt(parameter(query, "page", "1"));
        var array = new JsonArray();
        all.stream().skip((page - 1L) * PAGE).limit(PAGE).forEach(array::add);
        if (page * PAGE < all.size()) {
            exchange.getResponseHeaders().add("Link", "<https://api.example.com/next>; rel=\"next\"");
        }
        reply(exchange, 200, array.toString());
    }

    /** Pull requests are asked for by head; the fake keeps what it must be in a field of its own. */
    private static boolean matches(JsonObject one, String query) {
        return !one.has("asked") || one.get("asked").getAsString().equals(parameter(query, "head", ""));
    }

    private static String parameter(String query, String name, String otherwise) {
        return Arrays.stream(query.split("&"))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        reply(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
