package com.runmat.telemetry.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.corpus.Corpus;
import com.runmat.telemetry.corpus.PrivateText;
import com.runmat.telemetry.local.http.LoopbackServer;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Sends every private text through {@code ./telemetry local}. Its page shows a developer what was sent: each event's text and the
 * names in it. Whatever else the page says of it, and all that the program writes to its console, holds nothing of it.
 */
class PrivateTextOnThePageTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Events of both paths; the stream tells of a hundred at once. */
    private static final int AT_ONCE = 40;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final StringBuilder answers = new StringBuilder();
    private Process local;
    private long sent;

    @BeforeEach
    void start() throws Exception {
        local = LocalProgram.with(List.of("--port", "0", "--udp-port", "0", "--verbose"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console").toFile())
                .start();
        await().atMost(PATIENCE).until(() -> console().contains("Ctrl-C") || !local.isAlive());
    }

    @AfterEach
    void end() throws Exception {
        local.destroy();
        if (!local.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            local.destroyForcibly();
        }
    }

    @Test
    void privateTexts_areShownAsTheyWereSent_andInNothingElse() throws Exception {
        List<PrivateText> secrets = Corpus.privateTexts().stream()
                .filter(secret -> !secret.hasShapeOfId())
                .toList();
        try (ShownEvents shown = new ShownEvents(http, page())) {
            // what fits most shapes, and what fits none
            send("x");
            send("¿ ~ ?");
            awaitAll(shown);
            String ordinary = everythingBut(shown).toLowerCase(Locale.ROOT);
            for (int from = 0; from < secrets.size(); from += AT_ONCE) {
                for (PrivateText secret : secrets.subList(from, Math.min(from + AT_ONCE, secrets.size()))) {
                    send(secret.text());
                }
                awaitAll(shown);
            }
            String everything = everythingBut(shown);
            for (PrivateText secret : secrets) {
                assertTrue(secret.canBeFound(ordinary), secret::text);
                String trace = secret.traceIn(everything, ordinary);
                assertEquals("", trace, () -> secret.text() + " in …" + around(everything, trace) + "…");
            }
            String texts = String.join(
                    "\n", shown.latest().stream().map(JsonNode::toString).toList());
            assertEquals(List.of(), notFound(secrets, texts, ordinary), "the page shows what was sent");
        }
    }

    private static String around(String everything, String trace) {
        int at = everything.toLowerCase(Locale.ROOT).indexOf(trace);
        return everything.substring(Math.max(0, at - 100), Math.min(everything.length(), at + 100));
    }

    private static List<PrivateText> notFound(List<PrivateText> secrets, String texts, String ordinary) {
        return secrets.stream()
                .filter(secret -> secret.traceIn(texts, ordinary).isEmpty())
                .toList();
    }

    /** The same event by both paths. */
    private void send(String text) throws Exception {
        String event =
                PlantedEvent.of("runtime_finished", text, UUID.randomUUID().toString(), false);
        https(event);
        udp(event);
        sent += 2;
    }

    private void https(String event) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(summary("HTTPS +(\\S+)")))
                .header("content-type", "application/json")
                .header("x-telemetry-key", ServiceSettings.INGESTION_KEY)
                .POST(BodyPublishers.ofString(event))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        answers.append(answer.body()).append(answer.headers().map());
    }

    private void udp(String event) throws Exception {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        int port = Integer.parseInt(summary("UDP +127.0.0.1:(\\d+)"));
        try (DatagramSocket socket = new DatagramSocket(0, LoopbackServer.loopback())) {
            socket.send(new DatagramPacket(bytes, bytes.length, LoopbackServer.loopback(), port));
        }
    }

    /** Every event has been shown, each that came by HTTPS with what left of it. */
    private void awaitAll(ShownEvents shown) {
        await().atMost(PATIENCE)
                .until(() -> shown.latest().size() == sent
                        && shown.latest().stream().allMatch(PrivateTextOnThePageTest::isWholeStory));
    }

    private static boolean isWholeStory(JsonNode event) {
        return event.path("twin").asLong() > 0 || (event.has("posthog") && event.has("ga4"));
    }

    /** All that comes out of the program, but for the events as they were sent. */
    private String everythingBut(ShownEvents shown) throws Exception {
        StringBuilder all = new StringBuilder(console()).append(answers).append(shown.besidesWhatWasSent());
        all.append(get(page())).append(get(page().resolve("/api/setup")));
        // a service's page says what each counter counts, and the stream tells that of those which are not 0
        all.append(get(metrics("worker on port (\\d+)"))).append(get(metrics("and (\\d+) \\(health\\)")));
        return all.toString();
    }

    private URI metrics(String port) throws Exception {
        return URI.create("http://127.0.0.1:" + summary(".*" + port) + "/metrics");
    }

    private String get(URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("x-telemetry-key", ServiceSettings.INGESTION_KEY)
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private URI page() throws Exception {
        return URI.create(summary("page +(\\S+)"));
    }

    /** What the program has said of itself. */
    private String summary(String pattern) throws Exception {
        Matcher matcher = Pattern.compile("(?m)^" + pattern).matcher(console());
        assertTrue(matcher.find(), console());
        return matcher.group(1);
    }

    private String console() throws Exception {
        return Files.readString(folder.resolve("console"));
    }
}
