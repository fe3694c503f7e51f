package com.runmat.telemetry.probe;

/**
 * Text that a terminal only shows. What a target says (records, names in certificates, messages made of them) might move the cursor,
 * turn the reading direction or look like something else, so all but printable ASCII stands there by its number.
 */
final class PlainText {
    /** Enough for a sentence and a few records. */
    private static final int LONGEST = 600;

    private PlainText() {}

    static String of(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (plain.length() >= LONGEST) {
                return plain.append("...").toString();
            }
            int c = text.codePointAt(i);
            if (c >= ' ' && c <= '~') {
                plain.append((char) c);
            } else {
                plain.append("<U+%04X>".formatted(c));
            }
        }
        return plain.toString();
    }
}
