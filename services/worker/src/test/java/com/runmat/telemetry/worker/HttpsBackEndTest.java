package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.kit.TestCertificate;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.kit.CapturedLog;
import com.runmat.telemetry.worker.kit.Ga4Server;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for back ends over HTTPS: the key goes to nobody whose certificate is not trusted. */
class HttpsBackEndTest {
    private static SSLContext usual;
    private static SSLContext localhost;
    private static SSLContext otherName;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        usual = SSLContext.getDefault();
        localhost = TestCertificate.of(folder, 2, "localhost").context();
        otherName = TestCertificate.of(folder, 2, "elsewhere.example").context();
    }

    @AfterEach
    void trustAsUsual() {
        SSLContext.setDefault(usual);
    }

    @Test
    void posthog_trusted_getsTheEvents() {
        SSLContext.setDefault(localhost);
        try (PostHogServer posthog = new PostHogServer(localhost);
                TestWorker worker = TestWorker.start(posthog, "SINGLE_TIMEOUT", "20s")) {
            assertEquals(200, worker.post(Samples.started(1)).statusCode());
            assertEquals(200, worker.post(Samples.started(2)).statusCode());
            assertEquals(2, posthog.events().size());
        }
    }

    @Test
    void posthog_selfSigned_isRefused_answeredAndCountedAsNotReached() {
        assertNotReached(localhost);
    }

    @Test
    void posthog_trustedByAnotherName_isRefused() {
        SSLContext.setDefault(otherName);
        assertNotReached(otherName);
    }

    @Test
    void ga4_selfSigned_isRefused_answeredAndCountedAsFailed() {
        try (Ga4Server ga4 = new Ga4Server(localhost);
                TestWorker worker = TestWorker.start(ga4, "SINGLE_TIMEOUT", "2s")) {
            assertForwardFailed(worker.post(Samples.started(1)));
            assertEquals(1, worker.count(WorkerCounter.GA4_FAILED));
            assertEquals(0, ga4.requests().size());
        }
    }

    private static void assertNotReached(SSLContext certificate) {
        try (CapturedLog log = new CapturedLog();
                PostHogServer posthog = new PostHogServer(certificate);
                TestWorker worker = TestWorker.start(posthog, "SINGLE_TIMEOUT", "2s")) {
            assertForwardFailed(worker.post(Samples.started(1)));
            assertEquals(0, posthog.requests().size());
            assertEquals(1, worker.count(WorkerCounter.POSTHOG_FAILED));
            assertEquals(1, worker.count(WorkerCounter.REFUSED_FORWARD_FAILED));
            assertEquals(0, worker.count(WorkerCounter.ACCEPTED));
            assertTrue(log.text().contains("PostHog cannot be reached: see POSTHOG_HOST"), log::text);
            assertFalse(log.text().contains(PostHogServer.KEY), log::text);
        }
    }

    private static void assertForwardFailed(HttpResponse<String> answer) {
        assertEquals("502 {\"error\":\"forward_failed\"}", answer.statusCode() + " " + answer.body());
    }
}
