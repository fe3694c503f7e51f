package com.runmat.telemetry.client.config;

/** Takes one of TOML's four kinds of strings and gives what it means. */
final class TomlString {
    /** Behind the backslash, and what each means. */
    private static final String ESCAPES = "btnfr\"\\";

    private static final String MEANINGS = "\b\t\n\f\r\"\\";
    private static final int HEX = 16;

    private final Cursor cursor;
    private final StringBuilder meant = new StringBuilder();

    private TomlString(Cursor cursor) {
        this.cursor = cursor;
    }

    static boolean begins(Cursor cursor) {
        return cursor.peek() == '"' || cursor.peek() == '\'';
    }

    /** Takes a string of one line, as keys are. */
    static String line(Cursor cursor) {
        String quote = cursor.next(1);
        TomlString string = new TomlString(cursor);
        while (!cursor.take(quote)) {
            string.character(quote.equals("\""));
        }
        return string.meant.toString();
    }

    /** Takes a string of any kind. */
    static String any(Cursor cursor) {
        String three = String.valueOf(cursor.peek()).repeat(3);
        if (!cursor.take(three)) {
            return line(cursor);
        }
        TomlString string = new TomlString(cursor);
        cursor.newline();
        while (!cursor.take(three)) {
            string.characterOrNewline(three.startsWith("\""));
        }
        // up to two quotes may stand right before the three that close
        String quote = three.substring(1, 2);
        for (int more = 0; more < 2 && cursor.take(quote); more++) {
            string.meant.append(quote);
        }
        return string.meant.toString();
    }

    private void characterOrNewline(boolean escapes) {
        if (cursor.newline()) {
            meant.append('\n');
        } else {
            character(escapes);
        }
    }

    private void character(boolean escapes) {
        char c = cursor.character();
        if (c != '\\' || !escapes) {
            meant.append(c);
        } else {
            escape();
        }
    }

    private void escape() {
        char c = cursor.peek();
        if (c == 'u' || c == 'U') {
            cursor.next(1);
            unicode(cursor.next(c == 'u' ? 4 : 8));
        } else if (ESCAPES.indexOf(c) >= 0) {
            cursor.next(1);
            meant.append(MEANINGS.charAt(ESCAPES.indexOf(c)));
        } else {
            continued();
        }
    }

    private void unicode(String digits) {
        try {
            int point = Integer.parseUnsignedInt(digits, HEX);
            boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            if (Character.isValidCodePoint(point) && !surrogate && digits.charAt(0) != '+') {
                meant.appendCodePoint(point);
                return;
            }
        } catch (NumberFormatException noHex) {
            // told below
        }
        throw cursor.broken();
    }

    /** A backslash at a line's end: nothing is meant up to the next visible character. */
    private void continued() {
        cursor.blanks();
        if (!cursor.newline()) {
            throw cursor.broken();
        }
        do {
            cursor.blanks();
        } while (cursor.newline());
    }
}
