package com.runmat.telemetry.local.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.local.http.LoopbackServer;
import com.runmat.telemetry.local.journal.Journal;
import com.runmat.telemetry.local.standin.Mode;
import com.runmat.telemetry.local.standin.PostHogRules;
import com.runmat.telemetry.local.standin.StandIn;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageServerTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final StandIn posthog = StandIn.start(0, new PostHogRules("t"), departure -> {});
    private final PageServer page = PageServer.start(
            0,
            new Way(URI.create("http://127.0.0.1:1/ingest"), 1, "k"),
            new Journal(),
            List.of(posthog),
            List.of(),
            http);

    @AfterEach
    void close() {
        page.close();
        posthog.close();
    }

    @Test
    void page_namesOnlyFilesThatAreServed_andNobodyElse() throws Exception {
        for (String path : List.of("/", "/browser-host")) {
            HttpResponse<String> answer = get(path);
            assertEquals(200, answer.statusCode());
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'"), policy);
            assertFalse(policy.contains("unsafe") || policy.contains("*"), policy);
            assertFalse(Pattern.compile("(src|href)=\"(https?:)?//")
                    .matcher(answer.body())
                    .find());
            for (String file : references(answer.body())) {
                assertEquals(200, get(file).statusCode(), file);
            }
        }
    }

    @Test
    void scripts_importOnlyFilesThatAreServed() throws Exception {
        for (String script :
                List.of("main", "events", "chart", "controls", "counters", "json", "dom", "browser-host")) {
            String body = get("/" + script + ".js").body();
            assertFalse(body.contains("innerHTML") || body.contains("insertAdjacentHTML"), script);
            var imports = Pattern.compile("from \"\\.(/[a-z-]+\\.js)\"").matcher(body);
            while (imports.find()) {
                assertEquals(200, get(imports.group(1)).statusCode(), imports.group(1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/Asset.class", "/../Main.class", "/%2e%2e/Main.class", "/samples/accepted.ndjson", "/api/other"
            })
    void otherPaths_areNotServed(String path) throws Exception {
        assertEquals(404, get(path).statusCode());
    }

    @Test
    void foreignName_isRefused() throws Exception {
        try (Socket socket = new Socket(LoopbackServer.loopback(), page.url().getPort())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 421"), answer);
        }
    }

    @Test
    void order_behavesTheStandIn() throws Exception {
        assertEquals(204, order("/api/mode", "application/json", "{\"backEnd\":\"posthog\",\"mode\":\"slow\"}"));
        assertEquals(Mode.SLOW, posthog.mode());
    }

    @Test
    void order_asAFormWouldSendIt_isRefused() throws Exception {
        assertEquals(415, order("/api/mode", "text/plain", "{\"backEnd\":\"posthog\",\"mode\":\"slow\"}"));
        assertEquals(Mode.WORKING, posthog.mode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{}",
                "{\"backEnd\":\"x\",\"mode\":\"slow\"}",
                "{\"backEnd\":\"posthog\",\"mode\":\"x\"}"
            })
    void order_withoutSense_is400(String body) throws Exception {
        assertEquals(400, order("/api/mode", "application/json", body));
        assertEquals(400, order("/api/send", "application/json", body));
        assertEquals(404, order("/api/else", "application/json", "{}"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(page.url().resolve(path)).build(), BodyHandlers.ofString());
    }

    private int order(String path, String type, String body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(page.url().resolve(path))
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static List<String> references(String html) {
        return Pattern.compile("(?:src|href)=\"(/[^\"]*)\"")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
