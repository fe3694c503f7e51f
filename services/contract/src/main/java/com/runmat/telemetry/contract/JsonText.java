package com.runmat.telemetry.contract;

import java.nio.charset.StandardCharsets;

/** The text of a string that {@link JsonScan} stepped over. */
final class JsonText {
    private static final int UNICODE_LENGTH = 6;

    private JsonText() {}

    /** What stands between two places, which are those behind the first quote and of the second. */
    static String of(byte[] in, int from, int to, JsonScan scanned) {
        if (scanned.plain()) {
            return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
        }
        String text = new String(in, from, to - from, StandardCharsets.UTF_8);
        return scanned.escapes() ? unescaped(text) : text;
    }

    private static String unescaped(String text) {
        StringBuilder all = new StringBuilder(text.length());
        int at = 0;
        for (int slash = text.indexOf('\\'); slash >= 0; slash = text.indexOf('\\', at)) {
            all.append(text, at, slash);
            all.append(character(text, slash + 1));
            at = slash + (text.charAt(slash + 1) == 'u' ? UNICODE_LENGTH : 2);
        }
        return all.append(text, at, text.length()).toString();
    }

    private static char character(String text, int place) {
        return switch (text.charAt(place)) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(text, place + 1, place + UNICODE_LENGTH - 1, 16);
            default -> text.charAt(place);
        };
    }
}
