package com.runmat.telemetry.contract;

/** JSON's blanks among bytes. */
final class Bytes {
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
}
