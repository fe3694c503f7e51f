package com.runmat.telemetry.plan.adopt;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers each GET and POST with what was put at its path, else with Google's own 404. */
final class PretendGoogle implements AutoCloseable {
    private static final String NOT_FOUND = "{\"error\":{\"code\":404,\"message\":\"not found\"}}";

    private final HttpServer server;
    private final java.util.concurrent.ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, Integer> statuses = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    PretendGoogle() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Before anybody asks. */
    void put(String path, String json) {
        answers.put(path, json);
    }

    void refuse(String path, int status, String json) {
        put(path, json);
        statuses.put(path, status);
    }

    List<String> asked() {
        return asked;
    }

    /** Where the provider would look for its APIs, and with which token. */
    Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        var base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        for (var api : List.of("ARTIFACT_REGISTRY", "COMPUTE", "DNS", "LOGGING", "MONITORING", "SECRET_MANAGER")) {
            environment.put("GOOGLE_" + api + "_CUSTOM_ENDPOINT", base);
        }
        environment.put("GOOGLE_RESOURCE_MANAGER_CUSTOM_ENDPOINT", base);
        environment.put("GOOGLE_SERVICE_USAGE_CUSTOM_ENDPOINT", base + "enabled/");
        environment.put("GOOGLE_IAM_BETA_CUSTOM_ENDPOINT", base);
        environment.put("GOOGLE_CLOUD_RUN_V2_CUSTOM_ENDPOINT", base);
        environment.put("GOOGLE_CLOUD_RUN_CUSTOM_ENDPOINT", base + "{{location}}/");
        environment.put("GOOGLE_CERTIFICATE_MANAGER_CUSTOM_ENDPOINT", base);
        environment.put("GOOGLE_OAUTH_ACCESS_TOKEN", "the-token");
        environment.put("GOOGLE_PROJECT", "runmat-p");
        return environment;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString().substring(1);
        asked.add(exchange.getRequestMethod() + " " + path);
        var known = "Bearer the-token".equals(exchange.getRequestHeaders().getFirst("authorization"));
        var text = known ? answers.getOrDefault(path, NOT_FOUND) : "{}";
        var found = answers.containsKey(path) ? statuses.getOrDefault(path, 200) : 404;
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? found : 401, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
