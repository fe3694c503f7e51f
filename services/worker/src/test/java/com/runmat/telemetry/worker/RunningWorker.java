package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** One worker with a PostHog behind it for all tests of a class. */
abstract class RunningWorker {
    static final String ORIGIN = "https://runmat.com";

    static PostHogServer posthog;

    static TestWorker worker;

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

    static void assertAnswer(int status, String body, HttpResponse<String> answer) {
        assertEquals(status + " " + body, answer.statusCode() + " " + answer.body());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
