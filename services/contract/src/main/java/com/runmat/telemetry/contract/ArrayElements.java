package com.runmat.telemetry.contract;

/**
 * Cuts a JSON array into its elements by strings, brackets and commas alone, and leaves what is inside an element to whoever
 * reads it: so one broken event does not take the others with it. Used once, by one thread.
 */
final class ArrayElements {
    /** Is given each element's place, without the blanks around it. */
    interface Taker {
        void take(int start, int end);
    }

    /** How the array ended. */
    enum End {
        WHOLE,
        /** It does not end, has a place without an element, or is followed by anything. */
        BROKEN,
        /** It has more elements than the limit; those before were taken, and the rest was not looked at. */
        TOO_MANY
    }

    private final byte[] bytes;
    private final int length;
    private final int limit;
    private final Taker taker;
    private int taken;
    private int start;
    private int depth;
    private boolean string;

    private ArrayElements(byte[] bytes, int length, int limit, Taker taker) {
        this.bytes = bytes;
        this.length = length;
        this.limit = limit;
        this.taker = taker;
    }

    /** Hands the elements of the array that opens there to the taker, {@code limit} of them at most. */
    static End each(byte[] bytes, int open, int length, int limit, Taker taker) {
        return new ArrayElements(bytes, length, limit, taker).cut(open + 1);
    }

    private End cut(int first) {
        start = first;
        for (int i = first; i < length; i++) {
            byte b = bytes[i];
            if (string) {
                string = b != '"';
                i += b == '\\' ? 1 : 0;
            } else if (depth == 0 && (b == ',' || b == ']')) {
                boolean empty = b == ']' && start == first && Bytes.blank(bytes, first, i);
                if (!empty && taken == limit) {
                    return End.TOO_MANY;
                }
                boolean good = (empty || element(i)) && (b == ',' || Bytes.blank(bytes, i + 1, length));
                if (!good || b == ']') {
                    return good ? End.WHOLE : End.BROKEN;
                }
            } else {
                inside(b);
            }
        }
        return End.BROKEN;
    }

    private boolean element(int comma) {
        if (Bytes.blank(bytes, start, comma)) {
            return false;
        }
        int end = comma;
        while (Bytes.isBlank(bytes[start])) {
            start++;
        }
        while (Bytes.isBlank(bytes[end - 1])) {
            end--;
        }
        taker.take(start, end);
        taken++;
        start = comma + 1;
        return true;
    }

    private void inside(byte b) {
        if (b == '"') {
            string = true;
        } else if (b == '{' || b == '[') {
            depth++;
        } else if (b == '}' || b == ']') {
            depth--;
        }
    }
}
