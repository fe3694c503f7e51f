package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import com.runmat.telemetry.worker.kit.Tree;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for the table of answers, row by row, over real connections. */
class AnswersTest {
    private static final String ORIGIN = "https://runmat.com";

    private static PostHogServer posthog;
    private static TestWorker worker;

    @BeforeAll
    static void start() {
        posthog = new PostHogServer();
        worker = TestWorker.start(
                posthog,
                "INGESTION_KEY_PREVIOUS",
                "previous-key",
                "ALLOWED_ORIGINS",
                ORIGIN + ",http://localhost:3000");
    }

    @AfterAll
    static void stop() {
        worker.close();
        posthog.close();
    }

    @AfterEach
    void countersAddUp() {
        assertTrue(worker.addsUp(), () -> worker.counts().toString());
    }

    @ParameterizedTest
    @MethodSource("com.runmat.telemetry.worker.kit.Samples#accepted")
    void post_acceptedSample(String sample) {
        assertAnswer(200, "{\"ok\":true}", worker.post(sample));
    }

    @ParameterizedTest
    @MethodSource("com.runmat.telemetry.worker.kit.Samples#rejected")
    void post_rejectedSample(String sample) {
        Map<String, Object> expected = expectation(sample);
        String stripped = sample.replaceAll(",\"_expect\":\\{.*\\}\\}$", "}");
        assertFalse(stripped.contains("_expect"));
        assertAnswer(
                Integer.parseInt(String.valueOf(expected.get("status"))),
                "{\"error\":\"" + expected.get("error") + "\"}",
                worker.post(stripped));
    }

    @Test
    void post_samplesAsOneBatch_answersEachRejectedByIndex() {
        int before = Samples.accepted().size();
        StringBuilder expected = new StringBuilder();
        String separator = "";
        for (int i = 0; i < Samples.rejected().size(); i++) {
            Object error = expectation(Samples.rejected().get(i)).get("error");
            expected.append("%s{\"index\":%d,\"status\":400,\"error\":\"%s\"}".formatted(separator, before + i, error));
            separator = ",";
        }
        String all = String.join("\n", Samples.accepted()) + "\n" + String.join("\r\n", Samples.rejected()) + "\n\n";
        assertAnswer(200, "{\"ok\":false,\"results\":[" + expected + "]}", worker.lines(all));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[{]", "{\"event_label\":NaN}", "\u0000", "{}{}", "{\"a\":1,\"a\":"})
    void post_noJson(String body) {
        assertAnswer(400, "{\"error\":\"invalid_json\"}", worker.post(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "1", "null", "{}", "[]", "{\"event_label\":7}"})
    void post_noEvent(String body) {
        assertAnswer(400, "{\"error\":\"invalid_event\"}", worker.post(body));
    }

    @Test
    void post_arrayWithGoodAndBad_answersOnlyTheBad() {
        String body = "[" + Samples.started(1) + ",{\"event_label\":\"nope\"},7," + Samples.started(2) + "]";
        assertAnswer(
                200,
                "{\"ok\":false,\"results\":[{\"index\":1,\"status\":400,\"error\":\"invalid_event\"},"
                        + "{\"index\":2,\"status\":400,\"error\":\"invalid_event\"}]}",
                worker.post(body));
    }

    @Test
    void post_goodBatch() {
        assertAnswer(200, "{\"ok\":true}", worker.post("[" + Samples.started(3) + "]"));
        assertAnswer(200, "{\"ok\":true}", worker.lines(Samples.started(4) + "\n" + Samples.started(5)));
    }

    @Test
    void post_keys() {
        assertAnswer(401, "{\"error\":\"unauthorized\"}", keyed(null));
        for (String wrong : new String[] {"", "x", TestWorker.KEY + "x", TestWorker.KEY.toUpperCase(Locale.ROOT)}) {
            assertAnswer(401, "{\"error\":\"unauthorized\"}", keyed(wrong));
        }
        assertEquals(200, keyed(TestWorker.KEY).statusCode());
        assertEquals(200, keyed("previous-key").statusCode());
    }

    @Test
    void post_wrongKeyGoesBeforeEverythingInTheBody() {
        HttpResponse<String> answer = worker.send(worker.unkeyed("/ingest")
                .header("x-telemetry-key", "wrong")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[2_000_000]))
                .build());
        assertAnswer(401, "{\"error\":\"unauthorized\"}", answer);
    }

    @Test
    void any_unknownPath() {
        for (String path : new String[] {"/healthz", "/ingest/", "/ingest/x", "//", "/favicon.ico"}) {
            assertAnswer(404, "{\"error\":\"not_found\"}", worker.get(path));
        }
    }

    @Test
    void any_wrongMethod() {
        HttpResponse<String> get = worker.get("/ingest");
        assertAnswer(405, "{\"error\":\"method_not_allowed\"}", get);
        assertEquals("POST, OPTIONS", get.headers().firstValue("Allow").orElse(""));
        HttpResponse<String> post = worker.send(worker.request("/health", "{}").build());
        assertAnswer(405, "{\"error\":\"method_not_allowed\"}", post);
        assertEquals("GET, HEAD", post.headers().firstValue("Allow").orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 200",
        "application/json; charset=utf-8, 200",
        "Application/JSON;charset=\"UTF-8\", 200",
        "application/json; charset=utf-16, 415",
        "application/json; charset=iso-8859-1, 415",
        "application/x-ndjson, 200",
        "application/x-ndjson; charset=utf-8, 200",
        "text/plain, 415",
        "application/x-www-form-urlencoded, 415",
        "application/jsonx, 415"
    })
    void post_contentType(String type, int status) {
        assertEquals(
                status,
                worker.post(bytes(Samples.started(6)), "Content-Type", type).statusCode());
    }

    @Test
    void post_withoutContentType_isJson() {
        assertEquals(
                200, worker.post(bytes(Samples.started(7)), "Accept", "*/*").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"identity, 200", "br, 415", "deflate, 415", "'gzip, gzip', 415", "zstd, 415"})
    void post_contentEncoding(String coding, int status) {
        assertEquals(
                status,
                worker.post(bytes(Samples.started(8)), "Content-Encoding", coding)
                        .statusCode());
    }

    @Test
    void post_gzip() {
        byte[] good = TestWorker.gzip(bytes(Samples.started(9)));
        assertAnswer(200, "{\"ok\":true}", gzipped(good));
        assertAnswer(400, "{\"error\":\"invalid_json\"}", gzipped(Arrays.copyOf(good, good.length - 9)));
        assertAnswer(400, "{\"error\":\"invalid_json\"}", gzipped(bytes(Samples.started(9))));
        byte[] damaged = good.clone();
        damaged[good.length / 2] ^= 0x55;
        assertAnswer(400, "{\"error\":\"invalid_json\"}", gzipped(damaged));
        assertAnswer(400, "{\"error\":\"invalid_json\"}", gzipped(new byte[0]));
    }

    @Test
    void post_gzipBomb_isRefusedForItsInflatedSize() {
        byte[] bomb = TestWorker.gzip(new byte[200_000_000]);
        assertTrue(bomb.length < 1024 * 1024);
        assertAnswer(413, "{\"error\":\"payload_too_large\"}", gzipped(bomb));
    }

    @Test
    void post_sizes() {
        assertEquals(200, worker.post(padded(64 * 1024)).statusCode());
        assertAnswer(413, "{\"error\":\"payload_too_large\"}", worker.post(padded(64 * 1024 + 1)));
        String batch = "[" + padded(60_000) + "," + padded(64 * 1024 + 1) + "]";
        assertAnswer(
                200,
                "{\"ok\":false,\"results\":[{\"index\":1,\"status\":413,\"error\":\"payload_too_large\"}]}",
                worker.post(batch));
        String line = Samples.started(10) + "\n";
        String full = line.repeat(1024 * 1024 / line.length());
        assertAnswer(200, "{\"ok\":true}", worker.lines(full));
        assertAnswer(413, "{\"error\":\"payload_too_large\"}", worker.lines(full + line));
    }

    @Test
    void post_chunkedAndTooLarge_isRefusedWhileItArrives() {
        HttpResponse<String> answer = worker.send(worker.unkeyed("/ingest")
                .header("x-telemetry-key", TestWorker.KEY)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3_000_000])))
                .build());
        assertAnswer(413, "{\"error\":\"payload_too_large\"}", answer);
    }

    @Test
    void options_allowedOrigin() {
        HttpResponse<String> answer = preflight(ORIGIN);
        assertEquals(204, answer.statusCode());
        assertEquals(
                ORIGIN,
                answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        assertEquals(
                "POST",
                answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""));
        assertEquals("Origin", answer.headers().firstValue("Vary").orElse(""));
        String headers =
                answer.headers().firstValue("Access-Control-Allow-Headers").orElse("");
        assertTrue(headers.contains("x-telemetry-key") && headers.contains("content-type"), headers);
        assertTrue(
                answer.headers().firstValue("Access-Control-Allow-Credentials").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "https://runmat.com.evil.example", "http://runmat.com", "null"})
    void options_otherOrigin(String origin) {
        HttpResponse<String> answer = preflight(origin);
        assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
        assertTrue(answer.headers().firstValue("Access-Control-Allow-Methods").isEmpty());
        assertEquals("Origin", answer.headers().firstValue("Vary").orElse(""));
    }

    @Test
    void post_fromAllowedOrigin_mayBeReadByThePage_evenWhenRefused() {
        for (String body : new String[] {Samples.started(11), "{"}) {
            HttpResponse<String> answer = worker.send(
                    worker.request("/ingest", body).header("Origin", ORIGIN).build());
            assertEquals(
                    ORIGIN,
                    answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        }
    }

    @Test
    void get_pages() {
        assertAnswer(200, "{\"ok\":true}", worker.get("/health"));
        assertAnswer(200, "{\"ok\":true}", worker.get("/ready"));
        assertTrue(worker.get("/schema").body().contains("https://json-schema.org/draft/2020-12/schema"));
        assertTrue(worker.get("/").body().contains("| fusion_hit_ratio |"));
        HttpResponse<String> head = worker.send(worker.unkeyed("/health")
                .method("HEAD", BodyPublishers.noBody())
                .build());
        assertAll(() -> assertEquals(200, head.statusCode()), () -> assertEquals("", head.body()));
    }

    @Test
    void get_metrics_wantsTheKeyAndShowsEachCounter() {
        assertAnswer(401, "{\"error\":\"unauthorized\"}", worker.get("/metrics"));
        String page = worker.send(worker.unkeyed("/metrics")
                        .header("x-telemetry-key", TestWorker.KEY)
                        .build())
                .body();
        for (WorkerCounter counter : WorkerCounter.values()) {
            assertTrue(page.contains("\nworker_" + counter.key() + "_total "), counter::key);
        }
    }

    @Test
    void post_withoutKeyOrBackEndConfigured_isDisabled() {
        try (TestWorker noBackEnd = TestWorker.start(TestWorker.environment());
                TestWorker noKey = TestWorker.start(posthog, "INGESTION_KEY", "")) {
            for (TestWorker disabled : new TestWorker[] {noBackEnd, noKey}) {
                assertAnswer(503, "{\"error\":\"telemetry_disabled\"}", disabled.post(Samples.started(12)));
                assertEquals(503, disabled.get("/ready").statusCode());
                assertEquals(200, disabled.get("/health").statusCode());
            }
        }
    }

    private static void assertAnswer(int status, String body, HttpResponse<String> answer) {
        assertEquals(status + " " + body, answer.statusCode() + " " + answer.body());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
    }

    private static Map<String, Object> expectation(String sample) {
        return Tree.asObject(Tree.object(sample).getOrDefault("_expect", ""));
    }

    private static HttpResponse<String> keyed(@Nullable String key) {
        HttpRequest.Builder request = worker.unkeyed("/ingest").POST(BodyPublishers.ofString(Samples.started(13)));
        if (key != null) {
            request.header("x-telemetry-key", key);
        }
        return worker.send(request.build());
    }

    private static HttpResponse<String> gzipped(byte[] body) {
        return worker.post(body, "Content-Encoding", "gzip", "Content-Type", "application/json");
    }

    private static HttpResponse<String> preflight(String origin) {
        return worker.send(worker.unkeyed("/ingest")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-telemetry-key,content-type")
                .build());
    }

    /** An event of exactly so many bytes. */
    private static String padded(int size) {
        String head = Samples.started(14).replace("}", ",\"padding\":\"");
        return head + "x".repeat(size - head.length() - 2) + "\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
