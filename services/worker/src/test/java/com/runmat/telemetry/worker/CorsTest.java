package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.kit.Samples;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for what pages of allowed origins may do, and others may not. */
class CorsTest extends RunningWorker {
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

    private static HttpResponse<String> preflight(String origin) {
        return worker.send(worker.unkeyed("/ingest")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-telemetry-key,content-type")
                .build());
    }
}
