package com.runmat.telemetry.forwarder;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.key.IngestionKey;
import com.runmat.telemetry.forwarder.receive.KernelWatch;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.CountersLog;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.Secret;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests for {@link Ticker}: a quiet forwarder is as good as asleep. */
class TickerTest {
    private static final int TICKS = 100;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Counters<ForwarderCounter> counters = new Counters<>(ForwarderCounter.class);

    /** The table of the machine's sockets alone would be tens of kilobytes. */
    @Test
    void tick_betweenTwoLines_readsNothingLarge() {
        Ticker ticker = new Ticker(
                IngestionKey.fixed(new Secret("k")),
                new KernelWatch(9, counters),
                new CountersLog(counters, Log.of(TickerTest.class), Duration.ofHours(1)));
        ticker.tick();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int tick = 0; tick < TICKS; tick++) {
            ticker.tick();
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / TICKS;
        assertTrue(each < 8_000, () -> "bytes a tick: " + each);
    }
}
