package com.runmat.telemetry.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Puts JSON into an array that grows: what is known beforehand as ready bytes, values to the letter as Jackson's generator writes them.
 * That one keeps account of where in a document it stands and which settings hold, which costs several times what
 * the bytes of an event do. Not thread-safe.
 */
final class JsonBytes {
    private static final byte[] HEXADECIMAL = utf8("0123456789abcdef");

    private static final int UUID_BYTES = 36;

    /** Of a long. */
    private static final int MOST_DIGITS = 19;

    /** The digits of the numbers below a hundred: two digits cost one division. */
    private static final byte[] TENS = new byte[100];

    private static final byte[] ONES = new byte[100];

    static {
        for (int number = 0; number < 100; number++) {
            TENS[number] = (byte) ('0' + number / 10);
            ONES[number] = (byte) ('0' + number % 10);
        }
    }

    private byte[] bytes;
    private int length;

    /** @param first bytes that it has room for, before it grows */
    JsonBytes(int first) {
        bytes = new byte[first];
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    int length() {
        return length;
    }

    /** Begins anew with the same array. */
    void clear() {
        length = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    void ready(byte[] json) {
        room(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    /** Puts another byte where one stands. */
    void replace(int place, char with) {
        bytes[place] = (byte) with;
    }

    /** A string in its quotes. */
    void text(String text) {
        room(text.length() + 2);
        int end = quoted(text, bytes, length);
        if (end < 0) {
            ready(escaped(text));
        } else {
            length = end;
        }
    }

    /** A string in its quotes that is ASCII and holds nothing to escape, which its maker knows. */
    void plainText(String text) {
        room(text.length() + 2);
        bytes[length++] = '"';
        plain(text);
        bytes[length++] = '"';
    }

    /** Where the string ends, or -1 when it holds what is not written as it is. */
    private static int quoted(String text, byte[] to, int from) {
        int size = text.length();
        int at = from;
        to[at++] = '"';
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return -1;
            }
            to[at++] = (byte) c;
        }
        to[at++] = '"';
        return at;
    }

    /** Hardly any text that is kept needs this. */
    private static byte[] escaped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeString(text);
        }
        return out.toByteArray();
    }

    void number(long number) {
        if (number < 0) {
            plain(Long.toString(number));
            return;
        }
        int size = digits(number);
        room(size);
        length += size;
        long rest = number;
        int at = length;
        for (; rest >= 10; rest /= 100) {
            int pair = (int) (rest % 100);
            bytes[--at] = ONES[pair];
            bytes[--at] = TENS[pair];
        }
        if (at > length - size) {
            bytes[--at] = (byte) ('0' + rest);
        }
    }

    private static int digits(long number) {
        int count = 1;
        for (long power = 10; number >= power && count < MOST_DIGITS; power *= 10) {
            count++;
        }
        return count;
    }

    /** Its 36 characters, without quotes. */
    void uuid(UUID uuid) {
        room(UUID_BYTES);
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        digits(high >>> 32, bytes, length, 8);
        bytes[length + 8] = '-';
        digits(high >>> 16, bytes, length + 9, 4);
        bytes[length + 13] = '-';
        digits(high, bytes, length + 14, 4);
        bytes[length + 18] = '-';
        digits(low >>> 48, bytes, length + 19, 4);
        bytes[length + 23] = '-';
        digits(low, bytes, length + 24, 12);
        length += UUID_BYTES;
    }

    private static void digits(long number, byte[] to, int from, int count) {
        long rest = number;
        for (int at = from + count - 1; at >= from; at--) {
            to[at] = HEXADECIMAL[(int) rest & 15];
            rest >>>= 4;
        }
    }

    /** A finite one, which Jackson too writes as Java does. */
    void number(double number) {
        plain(Double.toString(number));
    }

    @SuppressWarnings("deprecation") // all of it is ASCII, and nothing is quicker
    private void plain(String text) {
        room(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
