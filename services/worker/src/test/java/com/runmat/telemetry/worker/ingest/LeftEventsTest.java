package com.runmat.telemetry.worker.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.delivery.backend.Outcome;
import com.runmat.telemetry.worker.kit.Samples;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link LeftEvents} and {@link Fingerprint}. */
class LeftEventsTest {
    private static final String EVENT =
            "{\"event_label\":\"runtime_started\",\"uuid\":\"00000000-0000-4000-8000-00000000000a\","
                    + "\"session_id\":\"1-1\",\"cid\":\"1-2\",\"run_kind\":\"script\"}";

    /** Few numbers, so that they come again, and many that begin at one place of the table. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 511})
    void events_inTheirOrder_asManyAsTheLimit(int limit) {
        Random random = new Random(limit);
        LeftEvents left = new LeftEvents(limit);
        Deque<Fingerprint> order = new ArrayDeque<>();
        Map<Fingerprint, Outcome> known = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Fingerprint event = new Fingerprint(random.nextLong(limit + 1), 2 * random.nextLong(2));
            assertEquals(known.get(event), left.outcome(event));
            if (!known.containsKey(event)) {
                Outcome outcome = random.nextBoolean() ? Outcome.DELIVERED : Outcome.UNCONFIRMED;
                left.add(event, outcome);
                known.put(event, outcome);
                order.add(event);
                if (order.size() > limit) {
                    known.remove(order.remove());
                }
            }
        }
        known.forEach((event, outcome) -> assertEquals(outcome, left.outcome(event)));
    }

    @Test
    void events_ofManyParts_areKeptNearlyInOrder_andBounded() {
        int limit = 50_000;
        LeftEvents left = new LeftEvents(limit);
        for (int i = 0; i < 3 * limit; i++) {
            left.add(new Fingerprint(0, 2L * i), Outcome.DELIVERED);
        }
        int found = 0;
        for (int i = 0; i < 3 * limit; i++) {
            found += left.outcome(new Fingerprint(0, 2L * i)) == null ? 0 : 1;
        }
        assertEquals(limit, found);
        for (int i = 3 * limit - limit * 8 / 10; i < 3 * limit; i++) {
            assertEquals(Outcome.DELIVERED, left.outcome(new Fingerprint(0, 2L * i)), "one of the last: " + i);
        }
    }

    @Test
    void limitZero_remembersNothing() {
        LeftEvents left = new LeftEvents(0);
        left.add(new Fingerprint(1, 2), Outcome.DELIVERED);
        assertNull(left.outcome(new Fingerprint(1, 2)));
    }

    @Test
    void fingerprint_tellsApartByUuidLabelAndDistinctIdAlone() {
        Fingerprint one = fingerprint(EVENT);
        assertEquals(one, fingerprint(EVENT.replace("1-1", "1-3").replace("script", "repl")));
        assertNotEquals(one, fingerprint(EVENT.replace("00a", "00b")));
        assertNotEquals(one, fingerprint(EVENT.replace("0-4000", "1-4000")));
        assertNotEquals(one, fingerprint(EVENT.replace("1-2", "2-1")));
        assertNotEquals(one, fingerprint(EVENT.replace("started", "finished")));
        assertEquals(0, one.low() & 1);
    }

    @Test
    void fingerprint_manyClientsOfOneUuid_areAllDifferent() {
        Set<Fingerprint> all = new HashSet<>();
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            Fingerprint each = fingerprint(EVENT.replace("1-2", "1-" + i));
            all.add(each);
            places.add(each.spread() & 0xFFFF);
        }
        assertEquals(10_000, all.size());
        assertTrue(places.size() > 8_500, () -> "places in a table of 65,536: " + places.size());
    }

    /** Each character counts, whichever of the four that are taken together. */
    @Test
    void fingerprint_anyDigitOfTheDistinctId_tellsApart() {
        for (int length = 3; length <= 12; length++) {
            Set<Fingerprint> all = new HashSet<>();
            for (int at = 2; at < length; at++) {
                all.add(fingerprint(
                        EVENT.replace("1-2", "1-" + "3".repeat(at - 2) + "4" + "3".repeat(length - at - 1))));
            }
            all.add(fingerprint(EVENT.replace("1-2", "1-" + "3".repeat(length - 2))));
            assertEquals(length - 1, all.size());
        }
    }

    private static Fingerprint fingerprint(String json) {
        return Fingerprint.of(Samples.event(json));
    }
}
