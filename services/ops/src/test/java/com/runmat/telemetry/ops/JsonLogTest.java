package com.runmat.telemetry.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests for {@link JsonLog}, {@link Log}, {@link LimitedLog} and {@link CountersLog}. */
class JsonLogTest {
    private static final String TIME = "\"time\":\"[0-9TZ:.-]+\"";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Log log = Log.of(JsonLogTest.class);
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may wrap

    @BeforeEach
    void install() {
        JsonLog.install(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() throws IOException {
        JsonLog.uninstall();
        LogManager.getLogManager().readConfiguration();
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    @Test
    void info_withFields_isOneJsonLine() {
        log.info("a \"quote\"\nand é", Map.of("port", 9000));
        assertEquals(
                "{'severity':'INFO','message':'a \\'quote\\'\\u000aand \\u00e9',TIME,"
                        + "'logger':'com.runmat.telemetry.ops.JsonLogTest','port':9000}\n",
                text().replaceAll(TIME, "TIME").replace('"', '\''));
    }

    @Test
    void error_withThrowable_hidesItsMessage() {
        log.error("failed", new IllegalStateException("secret-1", new IOException("secret-2")));
        String line = text();
        assertTrue(line.startsWith("{\"severity\":\"ERROR\",\"message\":\"failed\""), line);
        assertTrue(line.contains("java.lang.IllegalStateException\\u000a\\u0009at com.runmat"), line);
        assertTrue(line.contains("Caused by: java.io.IOException"), line);
        assertFalse(line.contains("secret"), line);
    }

    @Test
    void uncaughtException_isLoggedWithoutItsMessage() throws InterruptedException {
        Thread thread = new Thread(() -> {
            throw new IllegalStateException("secret-3");
        });
        thread.start();
        thread.join(10_000);
        assertTrue(text().startsWith("{\"severity\":\"ERROR\",\"message\":\"uncaught exception in a thread\""), text());
        assertFalse(text().contains("secret"), text());
    }

    @Test
    void info_tellsTheTimeToTheMicrosecond() {
        assertEquals("2026-11-29T00:00:00.000000Z", JsonLog.time(Instant.parse("2026-11-29T00:00:00Z")));
        assertEquals("2028-02-29T23:05:09.012345Z", JsonLog.time(Instant.parse("2028-02-29T23:05:09.012345678Z")));
    }

    @Test
    void library_isHeardFromWarningOn_withoutItsMessage() throws IOException {
        LogManager.getLogManager().readConfiguration(); // as the JDK does when somebody first logs
        System.Logger library = System.getLogger("io.example.Server");
        library.log(System.Logger.Level.INFO, "starting");
        library.log(System.Logger.Level.WARNING, "request from 192.0.2.7");
        assertTrue(text().contains(
                        "\"severity\":\"WARNING\",\"message\":\"message of a library, left out: io.example.Server\""));
        assertFalse(text().contains("starting") || text().contains("192.0.2.7"), text());
    }

    @Test
    void info_afterTheJdkTookItsHandlersAway_isStillWritten() {
        LogManager.getLogManager().reset();
        log.info("stopped");
        assertTrue(text().contains("\"message\":\"stopped\""), text());
    }

    @Test
    void limited_flood_isOneLineAMinute() {
        LimitedLog limited = new LimitedLog(log, now::get);
        for (int i = 0; i < 100_000; i++) {
            limited.warning("no answer", Map.of("status", 503));
        }
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        limited.warning("no answer", Map.of("status", 503));
        List<String> lines = text().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).contains("\"status\":503,\"occurrences\":1}"), lines.get(0));
        assertTrue(lines.get(1).contains("\"status\":503,\"occurrences\":100000}"), lines.get(1));
    }

    @Test
    void counters_write_logsTheIncreases() {
        Counters<TestCounter> counters = new Counters<>(TestCounter.class);
        CountersLog countersLog = new CountersLog(counters, log, Duration.ofMinutes(1), now::get);
        counters.add(TestCounter.RECEIVED, 3);
        countersLog.writeIfDue();
        assertEquals("", text());
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        countersLog.writeIfDue();
        countersLog.write();
        counters.increment(TestCounter.RECEIVED);
        counters.increment(TestCounter.DROPPED_FULL);
        countersLog.write();
        List<String> lines = text().lines().toList();
        assertEquals(2, lines.size(), text());
        assertTrue(lines.get(0).contains("\"message\":\"counters\""), lines.get(0));
        assertTrue(lines.get(0).contains("\"counters\":{\"received\":3}"), lines.get(0));
        assertTrue(lines.get(1).contains("\"counters\":{\"received\":1,\"dropped_full\":1}"), lines.get(1));
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
