package com.runmat.telemetry.worker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.worker.kit.TestWorker;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class GunzipTest {
    private static final int LIMIT = 1 << 20;

    @Test
    void inflate_bomb_isRefusedWithoutBeingHeld() {
        byte[] bomb = TestWorker.gzip(new byte[64 << 20]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Gunzip.Result result = Gunzip.inflate(bomb, bomb.length, LIMIT);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(new Gunzip.Refused(Refusal.PAYLOAD_TOO_LARGE), result);
        assertTrue(taken < 8L << 20, () -> "bytes taken: " + taken);
    }

    @Test
    void inflate_justAboveTheLimit_isRefused() {
        byte[] above = TestWorker.gzip(new byte[LIMIT + 1]);
        assertEquals(new Gunzip.Refused(Refusal.PAYLOAD_TOO_LARGE), Gunzip.inflate(above, above.length, LIMIT));
    }
}
