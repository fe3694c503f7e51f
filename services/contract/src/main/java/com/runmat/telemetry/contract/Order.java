package com.runmat.telemetry.contract;

/**
 * In which order an object of the tree has its names: behind each of them, two that came there, of which the one is usual and the other
 * stays until it comes again or a third one comes. A client writes its members in the same order each time, so that one look tells a
 * name which else is stepped over and looked up; an event in an order of its own does not unlearn it. A guess decides nothing: it holds
 * where the very bytes stand. Not thread-safe: one a reader.
 */
final class Order {
    /** Stands for the name before the first one. */
    static final int START = -1;

    private final WireTree tree;
    private final Order[] deeper;
    private final byte[] usual;
    private final byte[] other;

    Order(WireTree tree) {
        this.tree = tree;
        this.deeper = new Order[tree.size()];
        for (int number = 0; number < deeper.length; number++) {
            deeper[number] = tree.member(number) instanceof WireTree object ? new Order(object) : this;
        }
        this.usual = new byte[tree.size() + 1];
        this.other = new byte[tree.size() + 1];
    }

    WireTree tree() {
        return tree;
    }

    /** That of the object to which the name leads, if it leads to one. */
    Order deeper(int number) {
        return deeper[number];
    }

    /**
     * The number of the name that stands there, if it is one of the two that came behind the one before, with its colon right behind it;
     * else {@link WireTree#UNKNOWN}. What comes again is the usual one.
     */
    int guess(int before, int place, byte[] in, int end) {
        int number = usual[before + 1];
        if (tree.quoted(number).areAt(place, in, end)) {
            return number;
        }
        int second = other[before + 1];
        if (!tree.quoted(second).areAt(place, in, end)) {
            return WireTree.UNKNOWN;
        }
        other[before + 1] = (byte) number;
        usual[before + 1] = (byte) second;
        return second;
    }

    /** Remembers, in the other's place, a name that was not guessed. */
    void came(int before, int number) {
        other[before + 1] = (byte) number;
    }
}
