package com.runmat.telemetry.client.config;

import java.util.regex.Pattern;

/** TOML's values without quotes and brackets: booleans, numbers, dates and times. */
final class Scalar {
    /** Of its own, since a program's start pays for loading what it names, and a switch needs none of it. */
    private static final class Grammar {
        private static final String DIGITS = "[0-9](_?[0-9])*";
        private static final String WHOLE = "(0|[1-9](_?[0-9])*)";
        private static final String DATE = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
        private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?";
        static final Pattern SCALAR = Pattern.compile(String.join(
                "|",
                "[+-]?(inf|nan)",
                "0x[0-9A-Fa-f](_?[0-9A-Fa-f])*|0o[0-7](_?[0-7])*|0b[01](_?[01])*",
                "[+-]?" + WHOLE + "(\\." + DIGITS + ")?([eE][+-]?" + DIGITS + ")?",
                DATE + "([Tt ]" + TIME + "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?)?",
                TIME));
    }

    private Scalar() {}

    static void take(Cursor cursor) {
        int start = cursor.at();
        while (!cursor.done() && ",]}#\r\n".indexOf(cursor.peek()) < 0) {
            cursor.next(1);
        }
        String word = cursor.since(start).stripTrailing();
        if (!word.equals("true")
                && !word.equals("false")
                && !Grammar.SCALAR.matcher(word).matches()) {
            throw new NotToml(start);
        }
    }
}
