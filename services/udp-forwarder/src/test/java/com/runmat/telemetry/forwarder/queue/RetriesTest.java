package com.runmat.telemetry.forwarder.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tests for {@link Retries}. */
class RetriesTest {
    private final long now = System.nanoTime();
    private final Retries retries = new Retries();

    @Test
    void remove_theOneWhoseDelayIsOverFirst() {
        Batch later = add(now + 20);
        Batch sooner = add(now + 10);
        assertEquals(10, retries.nanosToFirst(now));
        assertFalse(retries.isDue(now + 9));
        assertTrue(retries.isDue(now + 10));
        assertSame(sooner, retries.remove());
        assertEquals(-5, retries.nanosToFirst(now + 25));
        assertSame(later, retries.remove());
    }

    @Test
    void none_isNeverDue() {
        assertEquals(Long.MAX_VALUE, retries.nanosToFirst(now));
        assertFalse(retries.isDue(now));
        add(now);
        retries.clear();
        assertFalse(retries.isDue(now));
    }

    @Test
    void hurry_allMayGo() {
        add(now + 10);
        add(now + 20);
        retries.hurry(now);
        assertEquals(0, retries.nanosToFirst(now));
        retries.remove();
        assertEquals(0, retries.nanosToFirst(now));
        retries.remove();
        assertFalse(retries.isDue(now));
    }

    private Batch add(long notBefore) {
        Batch batch = new Batch(0);
        batch.again(notBefore);
        retries.add(batch);
        return batch;
    }
}
