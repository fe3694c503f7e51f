package com.runmat.telemetry.forwarder.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests for {@link Filling}: a batch holds 3 events and 10 bytes. */
class FillingTest {
    private final Filling filling = new Filling(new QueueLimits(100, 10_000, 3, 10, Duration.ZERO, Duration.ZERO));
    private final List<Batch> full = new ArrayList<>();

    @Test
    void add_lastEventOrByte_fillsTheBatch() {
        add(1, 1);
        assertEquals(List.of(), full);
        add(1);
        assertEquals(3, full.getLast().length());
        add(4, 6);
        assertEquals(10, full.getLast().length());
        assertTrue(filling.isEmpty());
    }

    @Test
    void add_whatWouldBeTooMuch_goesIntoTheNext() {
        add(4, 7);
        assertEquals(4, full.getLast().length());
        assertEquals(7, filling.next().length());
    }

    @Test
    void add_moreThanABatch_travelsAlone() {
        add(11);
        assertEquals(1, full.size());
        assertEquals(11, full.getLast().length());
    }

    @Test
    void since_isTheArrivalOfTheFirst() {
        add(1, 1);
        assertEquals(1000, filling.since());
    }

    @Test
    void next_hasAsMuchRoomAsTheLast() {
        add(5000);
        assertEquals(5000, filling.next().bytes().length);
        assertEquals(4096, filling.next().bytes().length, "never less than this");
    }

    @Test
    void giveBack_fourAtTheMost_areUsedAgain() {
        List<Batch> spare = Stream.generate(() -> new Batch(1)).limit(5).toList();
        spare.forEach(filling::giveBack);
        filling.next();
        for (int i = 3; i >= 0; i--) {
            assertSame(spare.get(i), filling.next());
        }
        assertNotSame(spare.get(4), filling.next());
    }

    @Test
    void giveBack_isEmptied() {
        add(5);
        Batch used = filling.next();
        filling.giveBack(used);
        assertTrue(used.isEmpty());
    }

    @Test
    void clear_letsTheOpenOneGo() {
        add(5);
        filling.clear();
        assertTrue(filling.isEmpty());
    }

    private void add(int... sizes) {
        Batch fresh = new Batch(0);
        for (int size : sizes) {
            fresh.room(size);
            fresh.add(size, 1000 + fresh.events());
        }
        for (int event = 0; event < sizes.length; event++) {
            filling.add(fresh, event, full::add);
        }
    }
}
