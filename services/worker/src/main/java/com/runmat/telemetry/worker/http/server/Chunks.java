package com.runmat.telemetry.worker.http.server;

/**
 * Finds the data in a chunked body by RFC 9112, strictly, in whatever pieces it arrives: a size in hexadecimal digits, perhaps an
 * extension, CR and LF; the data, CR and LF; behind the last chunk trailers, which nobody reads. Used for one body.
 */
final class Chunks {
    /** Sizes, extensions and trailers of one body: of a body of 1 MiB in chunks of 64 bytes at most. */
    private static final int MAX_FRAMING_BYTES = 128 * 1024;

    private static final long MAX_CHUNK = 1L << 40;
    private static final int HEXADECIMAL = 16;

    private enum Place {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER,
        TRAILER_LF,
        LAST_LF,
        END,
        BROKEN
    }

    private Place place = Place.SIZE;
    private long left;
    private int digits;
    private int framing;

    /** Where the next data begins or the bytes end; all before it belongs to the framing. */
    int skipFraming(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && place != Place.DATA && !ended() && !broken()) {
            place = ++framing > MAX_FRAMING_BYTES ? Place.BROKEN : next(bytes[at++]);
        }
        return at;
    }

    /** How many bytes of data follow; 0 between chunks. */
    long data() {
        return place == Place.DATA ? left : 0;
    }

    /** So many bytes of data have been taken. */
    void taken(int count) {
        left -= count;
        if (left == 0) {
            place = Place.DATA_CR;
        }
    }

    boolean ended() {
        return place == Place.END;
    }

    boolean broken() {
        return place == Place.BROKEN;
    }

    private Place next(byte b) {
        return switch (place) {
            case SIZE -> size(b);
            case EXTENSION -> text(b, Place.EXTENSION, Place.SIZE_LF);
            case SIZE_LF -> b == '\n' ? afterSize() : Place.BROKEN;
            case DATA_CR -> b == '\r' ? Place.DATA_LF : Place.BROKEN;
            case DATA_LF -> b == '\n' ? Place.SIZE : Place.BROKEN;
            case TRAILER_START -> b == '\r' ? Place.LAST_LF : text(b, Place.TRAILER, Place.TRAILER_LF);
            case TRAILER -> text(b, Place.TRAILER, Place.TRAILER_LF);
            case TRAILER_LF -> b == '\n' ? Place.TRAILER_START : Place.BROKEN;
            case LAST_LF -> b == '\n' ? Place.END : Place.BROKEN;
            case DATA, END, BROKEN -> place;
        };
    }

    private Place size(byte b) {
        int digit = b < 0 ? -1 : Character.digit(b, HEXADECIMAL);
        if (digit >= 0) {
            left = left * HEXADECIMAL + digit;
            digits++;
            return left > MAX_CHUNK ? Place.BROKEN : Place.SIZE;
        }
        if (digits == 0) {
            return Place.BROKEN;
        }
        return b == ';' ? Place.EXTENSION : b == '\r' ? Place.SIZE_LF : Place.BROKEN;
    }

    private Place afterSize() {
        digits = 0;
        return left == 0 ? Place.TRAILER_START : Place.DATA;
    }

    private static Place text(byte b, Place same, Place lineEnd) {
        if (b == '\r') {
            return lineEnd;
        }
        return b >= ' ' || b == '\t' || b < 0 ? same : Place.BROKEN;
    }
}
