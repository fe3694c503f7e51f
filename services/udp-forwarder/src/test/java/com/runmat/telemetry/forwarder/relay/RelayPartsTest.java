package com.runmat.telemetry.forwarder.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link Backoff}, {@link BatchResults}, {@link Answer} and {@link Rejection}. */
class RelayPartsTest {
    @Test
    void backoff_growsToItsLimit_withFullJitter() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1));
        for (int failures : new int[] {1, 2, 3, 20, Integer.MAX_VALUE}) {
            long ceiling = failures == 1 ? 250 : failures == 2 ? 500 : 1000;
            long[] delays = IntStream.range(0, 2000)
                    .mapToLong(i -> backoff.delay(failures).toMillis())
                    .sorted()
                    .toArray();
            assertTrue(delays[0] < ceiling / 10 && delays[1999] > ceiling * 9 / 10 && delays[1999] <= ceiling);
        }
    }

    @Test
    void results_ok_isAccepted() {
        assertInstanceOf(Answer.Accepted.class, read("{\"ok\":true}", 3));
    }

    /** A parser would be made for each batch. */
    @Test
    void results_usualAnswer_takesNextToNoMemory() {
        byte[] usual = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        BatchResults.read(200, usual, 1000);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            BatchResults.read(200, usual, 1000);
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / 100;
        assertTrue(each < 200, () -> "bytes an answer: " + each);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "thanks", "[]", "{}", "{\"ok\":tr", "{\"results\":7}"})
    void results_anythingElseOf2xx_isAccepted(String body) {
        assertInstanceOf(Answer.Accepted.class, read(body, 3));
    }

    @Test
    void results_someRefused_namesThem() {
        Answer answer = read(
                "{\"ok\":false,\"more\":{\"index\":0},\"results\":[{\"index\":1,\"status\":400,\"error\":\"invalid_event\"},"
                        + "{\"status\":503,\"index\":2,\"x\":[1]},{\"index\":9,\"status\":400},{\"index\":-1,\"status\":400}]}",
                4);
        assertArrayEquals(
                new int[] {0, 400, 503, 0},
                assertInstanceOf(Answer.Partly.class, answer).statuses());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ok\":false}",
                "{\"ok\":false,\"results\":[]}",
                "{\"ok\":false,\"results\":[{\"index\":99,\"status\":400}]}"
            })
    void results_notOkWithoutSayingWhich_asksForAnotherTry(String body) {
        assertInstanceOf(Answer.Retry.class, read(body, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "408,true",
        "425,true",
        "429,true",
        "500,true",
        "503,true",
        "400,false",
        "401,false",
        "404,false",
        "302,false"
    })
    void isRetryable_asTheContractSays(int status, boolean retryable) {
        assertEquals(retryable, Answer.isRetryable(status));
    }

    @Test
    void rejection_everyStatus_hasAReason() {
        assertEquals(ForwarderCounter.DROPPED_REJECTED_INVALID, Rejection.reason(400));
        assertEquals(ForwarderCounter.DROPPED_REJECTED_UNAUTHORIZED, Rejection.reason(401));
        assertEquals(ForwarderCounter.DROPPED_REJECTED_TOO_LARGE, Rejection.reason(413));
        assertEquals(ForwarderCounter.DROPPED_REJECTED_OTHER, Rejection.reason(418));
    }

    private static Answer read(String body, int events) {
        return BatchResults.read(200, body.getBytes(StandardCharsets.UTF_8), events);
    }
}
