package com.runmat.telemetry.worker.delivery.gzip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {
    private static final int SYMBOLS = 286;
    private static final int LIMIT = 15;

    private final HuffmanCode code = new HuffmanCode(SYMBOLS, LIMIT);
    private final int[] counts = new int[SYMBOLS];

    @Test
    void fit_anyCounts_isWholeAndAsShortAsCanBe() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                counts[symbol] = random.nextInt(4) == 0 ? 0 : random.nextInt(1, 1 << random.nextInt(1, 8));
            }
            code.fit(counts);
            assertWhole();
            assertEquals(shortest(), bits());
        }
    }

    /** Counts that grow like Fibonacci's numbers make the deepest of trees. */
    @Test
    void fit_countsThatGrowAsSteeplyAsTheyCan_keepsTheLimit() {
        counts[0] = 1;
        counts[1] = 1;
        for (int symbol = 2; symbol < 30; symbol++) {
            counts[symbol] = counts[symbol - 1] + counts[symbol - 2];
        }
        code.fit(counts);
        assertWhole();
        int widest = IntStream.range(0, SYMBOLS).map(code::width).max().orElseThrow();
        assertTrue(widest <= LIMIT, () -> widest + " bits");
        assertTrue(bits() < shortest() * 1.02, () -> bits() + " instead of " + shortest());
    }

    @Test
    void fit_fewerThanTwoSymbols_givesACodeToTwo() {
        code.fit(counts);
        assertWhole();
        assertEquals(2, bits(new int[] {1, 1}));
        counts[0] = 9;
        code.fit(counts);
        assertWhole();
        counts[0] = 0;
        counts[77] = 9;
        code.fit(counts);
        assertWhole();
        assertEquals(1, code.width(77));
    }

    @Test
    void fit_afterOtherCounts_forgetsThem() {
        counts[200] = 5;
        counts[201] = 5;
        code.fit(counts);
        assertEquals(202, code.reach(1));
        counts[200] = 0;
        counts[201] = 0;
        counts[3] = 1;
        counts[4] = 1;
        code.fit(counts);
        assertEquals(0, code.width(200));
        assertEquals(5, code.reach(1));
        assertEquals(257, code.reach(257));
    }

    /** No code begins another, and nothing that could be read is none. */
    private void assertWhole() {
        Set<String> codes = new HashSet<>();
        int room = 1 << LIMIT;
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            int width = code.width(symbol);
            if (width > 0) {
                room -= 1 << (LIMIT - width);
                codes.add(read(symbol, width));
            } else {
                assertEquals(0, counts[symbol]);
            }
        }
        assertEquals(0, room);
        for (String whole : codes) {
            for (int width = 1; width < whole.length(); width++) {
                assertTrue(!codes.contains(whole.substring(0, width)), whole);
            }
        }
    }

    private String read(int symbol, int width) {
        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < width; i++) {
            bits.append(code.bits(symbol) >> i & 1);
        }
        return bits.toString();
    }

    private long bits() {
        return bits(counts);
    }

    private long bits(int[] of) {
        return IntStream.range(0, of.length)
                .mapToLong(symbol -> (long) of[symbol] * code.width(symbol))
                .sum();
    }

    /** Huffman's own procedure: what all joins weigh is what all symbols take. */
    private long shortest() {
        PriorityQueue<Long> weights = new PriorityQueue<>();
        IntStream.of(counts).filter(count -> count > 0).forEach(count -> weights.add((long) count));
        long bits = 0;
        while (weights.size() > 1) {
            long joined = weights.remove() + weights.remove();
            bits += joined;
            weights.add(joined);
        }
        return bits;
    }
}
