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

    private final byte[] bytes;
    private final int length;
    private final Taker taker;
    private int start;
    private int depth;
    private boolean string;

    private ArrayElements(byte[] bytes, int length, Taker taker) {
        this.bytes = bytes;
        this.length = length;
        this.taker = taker;
    }

    /** False when the array does not end, has a place without an element, or is followed by anything. */
    static boolean each(byte[] bytes, int open, int length, Taker taker) {
        return new ArrayElements(bytes, length, taker).cut(open + 1);
    }

    private boolean cut(int first) {
        start = first;
        for (int i = first; i < length; i++) {
            byte b = bytes[i];
            if (string) {
                string = b != '"';
                i += b == '\\' ? 1 : 0;
            } else if (depth == 0 && b == ',') {
                if (!element(i)) {
                    return false;
                }
            } else if (depth == 0 && b == ']') {
                boolean empty = start == first && Bytes.blank(bytes, first, i);
                return (empty || element(i)) && Bytes.blank(bytes, i + 1, length);
            } else {
                inside(b);
            }
        }
        return false;
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
