package com.runmat.telemetry.worker.delivery.gzip;

import java.util.Arrays;

/**
 * A code with few bits for symbols that are frequent: Huffman's, none longer than a limit, in the canonical order of RFC 1951, section
 * 3.2.2, so that lengths alone tell it. Not thread-safe; one is used for block after block.
 */
final class HuffmanCode {
    /** A leaf is a count and, in its lower bits, the symbol: sorted by the first, and those alike by the second. */
    private static final int COUNT_SHIFT = 16;

    private static final int SYMBOL = (1 << COUNT_SHIFT) - 1;

    private final int longest;
    private final byte[] widths;
    private final int[] codes;
    private final int[] next;
    private final long[] leaves;
    private final int[] weights;
    private final int[] parents;
    private final int[] depths;
    private int used;

    HuffmanCode(int symbols, int longest) {
        this.longest = longest;
        this.widths = new byte[symbols];
        this.codes = new int[symbols];
        this.next = new int[longest + 1];
        this.leaves = new long[symbols];
        this.weights = new int[2 * symbols];
        this.parents = new int[2 * symbols];
        this.depths = new int[2 * symbols];
    }

    /** Fits the code to these counts of symbols. Two symbols have a code at least, as not every reader takes fewer. */
    void fit(int[] counts) {
        sortLeaves(counts);
        int shift = 0;
        while (!build(shift)) {
            shift++;
        }
        number();
    }

    private void sortLeaves(int[] counts) {
        used = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                leaves[used++] = (long) counts[symbol] << COUNT_SHIFT | symbol;
            }
        }
        for (int symbol = 0; used < 2; symbol++) {
            if (counts[symbol] == 0) {
                leaves[used++] = 1L << COUNT_SHIFT | symbol;
            }
        }
        Arrays.sort(leaves, 0, used);
    }

    /**
     * Joins the two lightest nodes until one is left; a symbol's depth below it is the width of its code. Nodes are made in the order of
     * their weights, so that the lightest is the next leaf or the next of those made.
     *
     * @param shift makes weights more alike, and the tree flatter
     * @return whether no code is wider than the limit
     */
    private boolean build(int shift) {
        for (int i = 0; i < used; i++) {
            weights[i] = Math.max(1, (int) (leaves[i] >>> (COUNT_SHIFT + shift)));
        }
        int leaf = 0;
        int made = used;
        int root = 2 * used - 2;
        for (int node = used; node <= root; node++) {
            weights[node] = 0;
            for (int child = 0; child < 2; child++) {
                boolean isLeaf = leaf < used && (made == node || weights[leaf] <= weights[made]);
                int lightest = isLeaf ? leaf++ : made++;
                weights[node] += weights[lightest];
                parents[lightest] = node;
            }
        }
        return measure(root) <= longest;
    }

    /** Returns the depth of the lightest leaf, which no other exceeds. */
    private int measure(int root) {
        depths[root] = 0;
        for (int node = root - 1; node >= 0; node--) {
            depths[node] = depths[parents[node]] + 1;
        }
        return depths[0];
    }

    /** Codes of one width follow one another in the order of symbols, behind the narrower ones; they are sent from their highest bit on. */
    private void number() {
        Arrays.fill(widths, (byte) 0);
        Arrays.fill(next, 0);
        for (int i = 0; i < used; i++) {
            widths[(int) leaves[i] & SYMBOL] = (byte) depths[i];
            next[depths[i]]++;
        }
        int code = 0;
        for (int width = 1; width <= longest; width++) {
            int those = next[width];
            next[width] = code;
            code = (code + those) << 1;
        }
        for (int symbol = 0; symbol < widths.length; symbol++) {
            int width = widths[symbol];
            if (width > 0) {
                codes[symbol] = Integer.reverse(next[width]++) >>> (Integer.SIZE - width);
            }
        }
    }

    /** How many bits the symbol's code has; none if it has no code. */
    int width(int symbol) {
        return widths[symbol];
    }

    /** The symbol's code, as it is put into a {@link BitBuffer}; only of one that was counted. */
    int bits(int symbol) {
        return codes[symbol];
    }

    /** How many symbols there are up to the last that has a code, but so many at least. */
    int reach(int least) {
        int reach = widths.length;
        while (reach > least && widths[reach - 1] == 0) {
            reach--;
        }
        return reach;
    }
}
