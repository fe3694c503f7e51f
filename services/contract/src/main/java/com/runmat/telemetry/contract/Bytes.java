package com.runmat.telemetry.contract;

/** Blanks, marks and encodings among bytes. */
final class Bytes {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Bytes() {}

    /** JSON's four blanks. */
    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    static boolean blank(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isBlank(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /** True for ASCII that is kept as it stands there: something to be seen in it, no blanks around it, and no control character. */
    static boolean visible(byte[] bytes, int start, int end) {
        if (start == end || bytes[start] == ' ' || bytes[end - 1] == ' ') {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (bytes[i] < ' ' || bytes[i] > '~') {
                return false;
            }
        }
        return true;
    }

    /** Where the first line feed is, or the limit. */
    static int lineEnd(byte[] bytes, int from, int limit) {
        int end = from;
        while (end < limit && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Where the text begins behind the mark that some Windows clients write. */
    static int behindMark(byte[] bytes, int offset, int end) {
        boolean marked = end - offset >= BYTE_ORDER_MARK.length
                && bytes[offset] == BYTE_ORDER_MARK[0]
                && bytes[offset + 1] == BYTE_ORDER_MARK[1]
                && bytes[offset + 2] == BYTE_ORDER_MARK[2];
        return marked ? offset + BYTE_ORDER_MARK.length : offset;
    }

    /**
     * True for UTF-16 and UTF-32, which the contract does not know: both leave a zero among the first four bytes of any JSON text,
     * and UTF-8 never does.
     */
    static boolean otherEncoding(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + Math.min(4, length); i++) {
            if (bytes[i] == 0 || (bytes[i] & 0xFF) >= 0xFE) {
                return true;
            }
        }
        return false;
    }
}
