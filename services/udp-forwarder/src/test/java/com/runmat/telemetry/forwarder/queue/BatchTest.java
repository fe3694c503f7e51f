package com.runmat.telemetry.forwarder.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Tests for {@link Batch}. */
class BatchTest {
    @Test
    void room_growsOnlyWhereItMust_andKeepsTheLines() {
        Batch batch = new Batch(10);
        byte[] first = batch.bytes();
        assertSame(first, batch.room(10));
        add(batch, "0123456789", 1);
        byte[] second = batch.room(1);
        assertNotSame(first, second);
        assertEquals(20, second.length, "twice as much, so that growing is rare");
        assertEquals(60, batch.room(50).length);
        assertEquals("0123456789", text(batch));
    }

    @Test
    void add_manyEvents_keepsSizesAndArrivals() {
        Batch batch = new Batch(0);
        for (int i = 0; i < 100; i++) {
            add(batch, "x".repeat(i % 7 + 1), 1000 + i);
        }
        assertEquals(100, batch.events());
        for (int i = 0; i < 100; i++) {
            assertEquals(i % 7 + 1, batch.size(i));
            assertEquals(1000 + i, batch.arrivedNanos(i));
        }
    }

    @Test
    void only_copiesThePickedEvents_asTheyAre() {
        Batch batch = new Batch(0);
        add(batch, "one", 1);
        add(batch, "second", 2);
        add(batch, "the third", 3);
        batch.again(7);
        Batch some = batch.only(event -> event != 1);
        assertEquals("onethe third", text(some));
        assertEquals(3, some.arrivedNanos(1));
        assertEquals(9, some.size(1));
        assertEquals(1, some.tries());
        assertEquals(12, some.bytes().length, "no larger than what is in it");
        assertTrue(batch.only(event -> false).isEmpty());
    }

    @Test
    void again_countsTheTry_andClearForgetsThem() {
        Batch batch = new Batch(0);
        add(batch, "one", 1);
        assertFalse(batch.isEmpty());
        batch.again(5);
        batch.again(9);
        assertEquals(2, batch.tries());
        assertEquals(9, batch.notBeforeNanos());
        batch.hurry(3);
        assertEquals(3, batch.notBeforeNanos());
        batch.clear();
        assertTrue(batch.isEmpty());
        assertEquals(0, batch.length());
        assertEquals(0, batch.tries());
    }

    private static void add(Batch batch, String line, long arrived) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, batch.room(bytes.length), batch.length(), bytes.length);
        batch.add(bytes.length, arrived);
    }

    private static String text(Batch batch) {
        return new String(batch.bytes(), 0, batch.length(), StandardCharsets.US_ASCII);
    }
}
