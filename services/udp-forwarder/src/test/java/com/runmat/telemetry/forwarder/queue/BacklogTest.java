package com.runmat.telemetry.forwarder.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Tests for {@link Backlog}: a letter is an event, a capital one tells an end. */
class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void shed_takesTheEldestBeginnings_andLeavesTheOrder() {
        add("aBc", "D", "efG");
        assertEquals("ac", letters(backlog.shed(2)));
        assertEquals("e", letters(backlog.shed(1)));
        assertEquals("B D fG", rest());
    }

    @Test
    void shed_noMoreThanThereAre_thenNone() {
        add("ab", "C", "dE");
        assertEquals("abd", letters(backlog.shed(10)));
        assertTrue(backlog.shed(10).isEmpty());
        assertEquals("C E", rest());
    }

    @Test
    void shed_afterMoreCameAndSomeLeft_findsTheEldest() {
        add("A", "B", "c");
        assertEquals("c", letters(backlog.shed(1)));
        assertEquals("A", letters(backlog.remove()));
        add("d", "E", "f");
        assertEquals("d", letters(backlog.shed(1)));
        assertEquals("B", letters(backlog.remove()));
        assertEquals("E", letters(backlog.remove()));
        assertEquals("f", letters(backlog.shed(1)));
        assertTrue(backlog.isEmpty());
    }

    @Test
    void shed_batchInTheMiddleOfWhichItStops_isLookedAtAgain() {
        add("abC", "d");
        assertEquals("a", letters(backlog.shed(1)));
        assertEquals("b", letters(backlog.shed(1)));
        assertEquals("d", letters(backlog.shed(1)));
        assertEquals("C", rest());
    }

    @Test
    void clear_forgetsWhatWasLookedAt() {
        add("A", "B");
        assertTrue(backlog.shed(1).isEmpty());
        backlog.clear();
        assertTrue(backlog.isEmpty());
        add("c", "d");
        assertEquals("cd", letters(backlog.shed(2)));
    }

    private void add(String... batches) {
        for (String events : batches) {
            Batch batch = new Batch(0);
            for (int i = 0; i < events.length(); i++) {
                char letter = events.charAt(i);
                String label = Character.isUpperCase(letter) ? "runtime_finished" : "runtime_started";
                byte[] line = ("{\"event_label\":\"" + label + "\",\"n\":\"" + letter + "\"}")
                        .getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(line, 0, batch.room(line.length), batch.length(), line.length);
                batch.add(line.length, 1);
            }
            backlog.add(batch);
        }
    }

    private static String letters(Batch batch) {
        String lines = new String(batch.bytes(), 0, batch.length(), StandardCharsets.US_ASCII);
        return lines.replaceAll("[^}]*\"n\":\"(.)\"}", "$1");
    }

    private String rest() {
        StringBuilder rest = new StringBuilder();
        while (!backlog.isEmpty()) {
            rest.append(rest.isEmpty() ? "" : " ").append(letters(backlog.remove()));
        }
        return rest.toString();
    }
}
