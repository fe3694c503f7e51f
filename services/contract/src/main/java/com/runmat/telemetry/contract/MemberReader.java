package com.runmat.telemetry.contract;

import static com.runmat.telemetry.contract.JsonScan.BROKEN;

/**
 * Walks through an event's objects, gives the members of the table to their fields and steps over the others. As with
 * {@link JsonScan}, each step takes a place and returns the one behind; an object that repeats a name is broken as well, as two readers
 * could see two different events. Not thread-safe: one a reader.
 */
final class MemberReader {
    private final JsonScan scan;
    private final ValueReader scalars;
    private final Omission.Observer observer;
    private final Order order = new Order(WireTree.ROOT);
    private byte[] in = {};

    MemberReader(JsonScan scan, Omission.Observer observer) {
        this.scan = scan;
        this.scalars = new ValueReader(scan);
        this.observer = observer;
    }

    /** Begins with the bytes that the scan is over. */
    void over(byte[] bytes) {
        in = bytes;
    }

    /** Reads the event that opens there. */
    int event(int open, Values values) {
        return object(open, 1, order, values);
    }

    private int object(int open, int depth, Order order, Values values) {
        long seen = 0;
        int before = Order.START;
        Repeats others = null;
        int at = scan.blanks(open + 1);
        if (scan.at(at) == '}') {
            return at + 1;
        }
        while (true) {
            int number = order.guess(before, at, in, scan.end());
            int value;
            if (number != WireTree.UNKNOWN) {
                value = scan.blanks(at + order.tree().quoted(number).length());
            } else {
                int colon = scan.string(at);
                if (colon == BROKEN) {
                    return BROKEN;
                }
                number = number(order, before, at + 1, colon - 1);
                // behind a name of no field it is not looked for yet
                value = number == WireTree.UNKNOWN ? colon : scan.colon(colon);
            }
            if (number == WireTree.UNKNOWN) {
                others = others == null ? new Repeats() : others;
                at = leaveOut(order.tree(), at, value, depth, others);
            } else if ((seen & 1L << number) == 0) {
                seen |= 1L << number;
                before = number;
                at = member(order, number, value, depth, values);
            } else {
                return BROKEN;
            }
            at = scan.blanks(at);
            if (scan.at(at) != ',') {
                return scan.at(at) == '}' ? at + 1 : BROKEN;
            }
            at = scan.blanks(at + 1);
        }
    }

    /** That of a name which was not guessed. */
    private int number(Order order, int before, int from, int to) {
        int number = scan.escapes()
                ? order.tree().number(JsonText.of(in, from, to, scan))
                : order.tree().number(in, from, to);
        if (number != WireTree.UNKNOWN) {
            order.came(before, number);
        }
        return number;
    }

    private int leaveOut(WireTree tree, int from, int colon, int depth, Repeats others) {
        String name = JsonText.of(in, from + 1, colon - 1, scan);
        if (!isFirst(name, others)) {
            return BROKEN;
        }
        observer.omitted(tree.unknown(), name);
        return skip(scan.colon(colon), depth);
    }

    private int member(Order order, int number, int value, int depth, Values values) {
        return switch (order.tree().member(number)) {
            case WireTree.Leaf leaf -> leaf(leaf, value, depth, values);
            case WireTree deeper ->
                scan.at(value) == '{'
                        ? object(value, depth + 1, order.deeper(number), values)
                        : noObject(order.tree().name(number), value, depth);
        };
    }

    private int noObject(String name, int value, int depth) {
        if (scan.at(value) != 'n') {
            observer.omitted(Omission.UNFIT_VALUE, name);
        }
        return skip(value, depth);
    }

    private int leaf(WireTree.Leaf leaf, int from, int depth, Values values) {
        int behind = skip(from, depth);
        if (behind == BROKEN || in[from] == 'n') {
            return behind;
        }
        Object value = scalars.read(leaf.field(), in, from, behind);
        if (value != null) {
            values.put(leaf, value);
        } else {
            observer.unfit(leaf.field());
            values.markUnfit(leaf.field());
        }
        return behind;
    }

    /** Steps over the value there, whatever is in it, and looks at nothing but whether it is JSON. */
    int skip(int place, int depth) {
        return switch (scan.at(place)) {
            case '{' -> depth < JsonScan.MAX_DEPTH ? skipObject(place, depth + 1) : BROKEN;
            case '[' -> depth < JsonScan.MAX_DEPTH ? skipArray(place, depth + 1) : BROKEN;
            default -> scan.value(place, depth);
        };
    }

    private int skipObject(int open, int depth) {
        Repeats names = new Repeats();
        int at = scan.blanks(open + 1);
        if (scan.at(at) == '}') {
            return at + 1;
        }
        while (true) {
            int colon = scan.string(at);
            if (colon == BROKEN || !isFirst(JsonText.of(in, at + 1, colon - 1, scan), names)) {
                return BROKEN;
            }
            at = scan.blanks(skip(scan.colon(colon), depth));
            if (scan.at(at) != ',') {
                return scan.at(at) == '}' ? at + 1 : BROKEN;
            }
            at = scan.blanks(at + 1);
        }
    }

    private static boolean isFirst(String name, Repeats names) {
        return name.length() <= JsonScan.MAX_NAME && names.first(name);
    }

    private int skipArray(int open, int depth) {
        int at = scan.blanks(open + 1);
        if (scan.at(at) == ']') {
            return at + 1;
        }
        while (true) {
            at = scan.blanks(skip(at, depth));
            if (scan.at(at) != ',') {
                return scan.at(at) == ']' ? at + 1 : BROKEN;
            }
            at = scan.blanks(at + 1);
        }
    }
}
