package com.runmat.telemetry.contract;

/**
 * Steps over JSON without making anything of it: each method takes a place among the bytes and returns the place behind what it
 * found there. The grammar is RFC 8259's and the text UTF-8, strictly; names that are long or stand twice pass, which the reader
 * refuses. Not thread-safe.
 *
 * <p>What is broken is answered by {@link #BROKEN}, a place beyond any end, so that every step after it answers the same and a
 * caller asks once for many steps. A step costs about a nanosecond a byte, and no garbage.
 */
final class JsonScan {
    /** Beyond the end of any array. */
    static final int BROKEN = Integer.MAX_VALUE;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final int UNICODE_DIGITS = 4;

    /** Of nested objects and arrays; above the deepest real event (8) and below anything that costs. */
    static final int MAX_DEPTH = 64;

    /** Of a name's UTF-16 units, which the reader keeps to; the longest real one has 24. */
    static final int MAX_NAME = 1_000;

    /** Of a number's characters; the longest real one has 20. */
    static final int MAX_NUMBER = 100;

    private byte[] in = {};
    private int end;
    private boolean line;
    private boolean lineBreaks;
    private boolean escapes;
    private boolean beyondAscii;

    /** Begins with these bytes. */
    void over(byte[] bytes, int end) {
        this.in = bytes;
        this.end = end;
        line = false;
        lineBreaks = false;
    }

    /** Begins with a line of these bytes: its line feed stands for the end, as no step goes beyond it. */
    void overLine(byte[] bytes, int end) {
        over(bytes, end);
        line = true;
    }

    /** Whether a line break was stepped over since {@link #over}; all of them stand between tokens. */
    boolean lineBreaks() {
        return lineBreaks;
    }

    /** Whether the last string had a backslash, and so reads as other than its bytes. */
    boolean escapes() {
        return escapes;
    }

    /** Whether the last string was ASCII and reads as its bytes. */
    boolean plain() {
        return !escapes && !beyondAscii;
    }

    /** Where the bytes end, of which a line may take a part. */
    int end() {
        return end;
    }

    /** The byte there; 0, which begins nothing, beyond the end. */
    byte at(int place) {
        return place < end ? in[place] : 0;
    }

    /** Whether the bytes end there, or the line. */
    boolean isEnd(int place) {
        return place == end || (line && at(place) == '\n');
    }

    int blanks(int place) {
        int at = place;
        while (at < end && in[at] <= ' ' && Bytes.isBlank(in[at])) {
            if (line && in[at] == '\n') {
                return at;
            }
            lineBreaks |= in[at] == '\n' || in[at] == '\r';
            at++;
        }
        return at;
    }

    /** A member's name and its colon. */
    int name(int place) {
        return colon(string(place));
    }

    /** A member's colon, with the blanks around it. */
    int colon(int place) {
        int colon = blanks(place);
        return at(colon) == ':' ? blanks(colon + 1) : BROKEN;
    }

    /** @param depth how many objects and arrays are open around it */
    int value(int place, int depth) {
        return switch (at(place)) {
            case '"' -> string(place);
            case '{' -> depth < MAX_DEPTH ? object(place + 1, depth + 1) : BROKEN;
            case '[' -> depth < MAX_DEPTH ? array(place + 1, depth + 1) : BROKEN;
            case 't' -> word(place, TRUE);
            case 'f' -> word(place, FALSE);
            case 'n' -> word(place, NULL);
            default -> number(place);
        };
    }

    private int object(int place, int depth) {
        int at = blanks(place);
        if (at(at) == '}') {
            return at + 1;
        }
        while (true) {
            at = blanks(value(name(at), depth));
            if (at(at) != ',') {
                return at(at) == '}' ? at + 1 : BROKEN;
            }
            at = blanks(at + 1);
        }
    }

    private int array(int place, int depth) {
        int at = blanks(place);
        if (at(at) == ']') {
            return at + 1;
        }
        while (true) {
            at = blanks(value(at, depth));
            if (at(at) != ',') {
                return at(at) == ']' ? at + 1 : BROKEN;
            }
            at = blanks(at + 1);
        }
    }

    /** Most of an event is in strings, and most of these are plain: the loop is kept small for that. */
    int string(int place) {
        if (at(place) != '"') {
            return BROKEN;
        }
        escapes = false;
        beyondAscii = false;
        byte[] bytes = in;
        int limit = end;
        int at = place + 1;
        while (at < limit) {
            byte b = bytes[at];
            if (b == '"') {
                return at + 1;
            }
            at = b >= ' ' && b != '\\' ? at + 1 : unusual(at);
        }
        return BROKEN;
    }

    /** A character that is not one plain byte. */
    private int unusual(int place) {
        if (in[place] < 0) {
            return beyondAscii(place);
        }
        if (in[place] != '\\') {
            return BROKEN;
        }
        escapes = true;
        return switch (at(place + 1)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> place + 2;
            case 'u' -> hexDigits(place + 2);
            default -> BROKEN;
        };
    }

    /** What UTF-8 allows by table 3-7 of the Unicode standard: no character in more bytes than it needs, no half of a pair. */
    private int beyondAscii(int place) {
        beyondAscii = true;
        int lead = in[place] & 0xFF;
        // a lead byte tells the number of bytes by its leading ones
        int length = Integer.numberOfLeadingZeros(~lead << 24);
        if (lead < 0xC2 || lead > 0xF4 || !second(lead, at(place + 1) & 0xFF)) {
            return BROKEN;
        }
        for (int at = place + 2; at < place + length; at++) {
            if ((at(at) & 0xC0) != 0x80) {
                return BROKEN;
            }
        }
        return place + length;
    }

    private static boolean second(int lead, int second) {
        int from = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int to = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return second >= from && second <= to;
    }

    private int hexDigits(int place) {
        for (int at = place; at < place + UNICODE_DIGITS; at++) {
            if (Character.digit(at(at), 16) < 0) {
                return BROKEN;
            }
        }
        return place + UNICODE_DIGITS;
    }

    private int word(int place, byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (at(place + i) != word[i]) {
                return BROKEN;
            }
        }
        return place + word.length;
    }

    private int number(int place) {
        int at = at(place) == '-' ? place + 1 : place;
        at = at(at) == '0' ? at + 1 : digits(at);
        if (at(at) == '.') {
            at = digits(at + 1);
        }
        if (at(at) == 'e' || at(at) == 'E') {
            byte sign = at(at + 1);
            at = digits(sign == '+' || sign == '-' ? at + 2 : at + 1);
        }
        return at - place <= MAX_NUMBER ? at : BROKEN;
    }

    /** One or more. */
    private int digits(int place) {
        int at = place;
        while (at(at) >= '0' && at(at) <= '9') {
            at++;
        }
        return at == place ? BROKEN : at;
    }
}
