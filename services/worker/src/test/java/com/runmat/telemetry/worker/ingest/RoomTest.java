package com.runmat.telemetry.worker.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tests for {@link Room}. */
class RoomTest {
    private final Room room = new Room(10);

    @Test
    void take_untilFull_thenNothing() {
        assertTrue(room.take(6));
        assertFalse(room.take(5));
        assertTrue(room.take(4));
        assertFalse(room.take(1));
        assertEquals(10, room.taken());
    }

    @Test
    void give_makesRoom() {
        assertTrue(room.take(10));
        room.give(3);
        assertTrue(room.take(3));
        assertFalse(room.take(1));
    }

    @Test
    void take_moreThanThereIsAtAll_takesNothing() {
        assertFalse(room.take(11));
        assertTrue(room.take(10));
    }

    @Test
    void takeOrBeAlone_moreThanThereIsAtAll_waitsForNothingElse() {
        assertTrue(room.takeOrBeAlone(11));
        assertFalse(room.takeOrBeAlone(1));
        room.give(11);
        assertTrue(room.takeOrBeAlone(1));
        assertFalse(room.takeOrBeAlone(11));
        assertTrue(room.takeOrBeAlone(9));
        assertEquals(10, room.taken());
    }
}
