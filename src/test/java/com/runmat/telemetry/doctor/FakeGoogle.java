package com.runmat.telemetry.doctor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** The few answers of Google's that the doctor asks for; a call with a wrong token is refused as Google does. */
final class FakeGoogle implements AutoCloseable {
    static final String TOKEN = "ya29.the-token";

    final Set<String> denied = Collections.synchronizedSet(new TreeSet<>());
    final List<String> called = new CopyOnWriteArrayList<>();
    final Map<String, String> states = Collections.synchronizedMap(new HashMap<>());
    volatile boolean billed = true;
    volatile boolean billingEnabled = true;

    private final HttpServer server;

    FakeGoogle() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/tokeninfo", this::tokenInfo);
        server.createContext(
                "/token",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"));
        server.createContext("/v1/projects/", this::projects);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void tokenInfo(HttpExchange exchange) throws IOException {
        note(exchange);
        boolean known = body(exchange).equals("access_token=" + TOKEN);
        answer(
                exchange,
                known ? 200 : 400,
                known ? "{\"email\":\"ann@example.com\",\"expires_in\":\"3000\"}" : "{\"error\":\"invalid_token\"}");
    }

    private void projects(HttpExchange exchange) throws IOException {
        note(exchange);
        String path = exchange.getRequestURI().getPath().substring("/v1/projects/".length());
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("authorization"))) {
            answer(exchange, 401, "{\"error\":{\"message\":\"Request had invalid authentication credentials.\"}}");
        } else if (path.endsWith(":testIamPermissions")) {
            test(exchange);
        } else if (path.endsWith("/billingInfo")) {
            answer(
                    exchange,
                    billingEnabled ? 200 : 403,
                    billingEnabled
                            ? "{\"billingEnabled\":" + billed + "}"
                            : "{\"error\":{\"message\":\"Cloud Billing API has not been used\"}}");
        } else {
            answer(exchange, 200, "{\"lifecycleState\":\"" + states.getOrDefault(path, "ACTIVE") + "\"}");
        }
    }

    /** Google takes a hundred at once. */
    private void test(HttpExchange exchange) throws IOException {
        JsonArray asked =
                JsonParser.parseString(body(exchange)).getAsJsonObject().getAsJsonArray("permissions");
        JsonArray had = new JsonArray();
        asked.forEach(permission -> {
            if (!denied.contains(permission.getAsString())) {
                had.add(permission);
            }
        });
        JsonObject answer = new JsonObject();
        if (!had.isEmpty()) {
            answer.add("permissions", had);
        }
        answer(exchange, asked.size() > 100 ? 400 : 200, answer.toString());
    }

    private void note(HttpExchange exchange) {
        called.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
