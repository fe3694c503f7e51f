package com.runmat.telemetry.local.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refusal of PostHog's, one by one, over HTTP. */
class PostHogRulesTest {
    private static final String GOOD = """
            {"event":"e","distinct_id":"d","uuid":"0b7f0c1e-52a0-4d0f-9f0a-5b9a3c3a2f10","timestamp":"2026-11-22T10:00:00.000Z","properties":{}}""";

    private final List<Departure> seen = new CopyOnWriteArrayList<>();
    private final StandIn posthog = StandIn.start(0, new PostHogRules("phc_test"), seen::add);

    @AfterEach
    void close() {
        posthog.close();
    }

    @Test
    void batch_good_isCounted() throws Exception {
        assertEquals(200, post(batch(GOOD)).statusCode());
        assertEquals(1, seen.size());
        assertTrue(seen.getFirst().counted());
        assertEquals("d", seen.getFirst().client());
    }

    @Test
    void batch_gzip_isRead() throws Exception {
        assertEquals(
                200, Sent.gzip(posthog, "/batch/", Sent.compressed(batch(GOOD))).statusCode());
        assertEquals(1, seen.size());
    }

    @Test
    void batch_brokenGzip_isRefused() throws Exception {
        byte[] truncated = Arrays.copyOf(Sent.compressed(batch(GOOD)), 40);

        assertEquals(400, Sent.gzip(posthog, "/batch/", truncated).statusCode());
        assertEquals(
                400,
                Sent.gzip(posthog, "/batch/", "no gzip".getBytes(StandardCharsets.UTF_8))
                        .statusCode());
        assertTrue(seen.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"text\"",
                "{\"api_key\":\"phc_test\",\"batch\":[]}",
                "{\"api_key\":\"phc_test\"}"
            })
    void body_withoutBatch_isRefused(String body) throws Exception {
        assertEquals(400, post(body).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batch\":[{}]}",
                "{\"api_key\":\"phc_other\",\"batch\":[{}]}",
                "{\"api_key\":7,\"batch\":[{}]}"
            })
    void token_missingOrWrong_is401(String body) throws Exception {
        assertEquals(401, post(body).statusCode());
    }

    @Test
    void path_other_is404_andOtherMethod_405() throws Exception {
        assertEquals(404, Sent.plain(posthog, "/capture", batch(GOOD)).statusCode());
        URI batch = URI.create(posthog.url() + "/batch/");
        assertEquals(405, Sent.send(HttpRequest.newBuilder(batch)).statusCode());
    }

    @Test
    void body_above20MB_is413() throws Exception {
        String filler = "x".repeat(20 * 1024 * 1024);

        assertEquals(
                413,
                Sent.gzip(posthog, "/batch/", Sent.compressed(batch(GOOD.replace("{}", "{\"x\":\"" + filler + "\"}"))))
                        .statusCode());
    }

    @Test
    void event_above1MB_is413() throws Exception {
        assertEquals(
                413,
                post(batch(GOOD.replace("{}", "{\"x\":\"" + "x".repeat(1_000_000) + "\"}")))
                        .statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"event\":\"e\" | \"event\":\"\" | event",
                "\"event\":\"e\" | \"event\":null | event",
                "\"event\":\"e\", | ~~ | event",
                "\"distinct_id\":\"d\", | ~~ | distinct_id",
                "\"distinct_id\":\"d\" | \"distinct_id\":\" \" | distinct_id",
                "\"distinct_id\":\"d\" | \"distinct_id\":\"Anonymous\" | illegal",
                "\"distinct_id\":\"d\" | \"distinct_id\":\"'null'\" | illegal",
                "\"distinct_id\":\"d\" | \"distinct_id\":\"anonymous-user\" | illegal",
                "\"distinct_id\":\"d\" | \"distinct_id\":\"backend\" | illegal",
                "\"distinct_id\":\"d\" | \"distinct_id\":0 | illegal",
                "\"distinct_id\":\"d\" | \"distinct_id\":\"00000000-0000-0000-0000-000000000000\" | illegal",
                "0b7f0c1e-52a0-4d0f-9f0a-5b9a3c3a2f10 | 0b7f0c1e | uuid",
                "0b7f0c1e-52a0-4d0f-9f0a-5b9a3c3a2f10 | 00000000-0000-0000-0000-000000000000 | uuid",
                "2026-11-22T10:00:00.000Z | yesterday | timestamp",
                "2026-11-22T10:00:00.000Z | 2026-11-22T10:00:00 | timestamp",
                "\"properties\":{} | \"properties\":[] | properties",
            })
    void event_wrong_refusesTheWholeBatch(String good, String wrong, String reason) throws Exception {
        String culprit = GOOD.replace(good, wrong);
        assertFalse(culprit.equals(GOOD), "the case must change something");

        HttpResponse<String> answer = post(batch(GOOD + "," + culprit));

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains(reason), answer.body());
        assertEquals(2, seen.size());
        assertTrue(seen.stream().noneMatch(Departure::counted), "the innocent one is not counted either");
    }

    @Test
    void event_longNameOrId_isRefused() throws Exception {
        assertEquals(
                400,
                post(batch(GOOD.replace("\"e\"", "\"" + "e".repeat(201) + "\"")))
                        .statusCode());
        assertEquals(
                400,
                post(batch(GOOD.replace("\"d\"", "\"" + "d".repeat(201) + "\"")))
                        .statusCode());
    }

    private HttpResponse<String> post(String body) throws Exception {
        return Sent.plain(posthog, "/batch/", body);
    }

    private static String batch(String events) {
        return "{\"api_key\":\"phc_test\",\"batch\":[" + events + "]}";
    }
}
