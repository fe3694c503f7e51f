package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import com.runmat.telemetry.worker.kit.Tree;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for the table of answers, row by row, over real connections. */
class AnswersTest extends RunningWorker {
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

    @Test
    void any_answer_tellsWhenItWasMade() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (HttpResponse<String> answer :
                List.of(worker.post(Samples.started(13)), worker.post("{"), worker.get("/health"), worker.get("/x"))) {
            String date = answer.headers().firstValue("Date").orElse("none");
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
            assertFalse(then.isBefore(before) || then.isAfter(Instant.now()), date);
            assertEquals(1, answer.headers().allValues("Date").size());
        }
    }

    private static Map<String, Object> expectation(String sample) {
        return Tree.asObject(Tree.object(sample).getOrDefault("_expect", ""));
    }
}
