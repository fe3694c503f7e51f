package com.runmat.telemetry.contract;

import org.jspecify.annotations.Nullable;

/**
 * Texts of the table's fields that one reader has kept lately as they stood in a body. Clients say the same few words again and
 * again: a system, a version, a device's name. Of these no new text is made, and none is judged again.
 *
 * <p>A field has a row of places, of which a text's length and three of its bytes choose one; the last text there stays. Only what
 * may leave is ever in it. Not thread-safe: one a reader.
 */
@SuppressWarnings("EnumOrdinal") // the row of a field
final class KnownTexts {
    private static final int ROW = 32;

    private final @Nullable KnownBytes[] texts = new @Nullable KnownBytes[Field.ALL.size() * ROW];
    private int place;

    /** The text that these ASCII bytes are, if it is known for this field. */
    @Nullable
    String find(Field field, byte[] in, int from, int to) {
        place = field.ordinal() * ROW;
        if (from == to) {
            return null;
        }
        place += (to - from + in[from] * 5 + in[(from + to) >>> 1] * 3 + in[to - 1]) & ROW - 1;
        KnownBytes text = texts[place];
        return text != null && text.length() == to - from && text.areAt(from, in, in.length) ? text.text() : null;
    }

    /** Remembers what the bytes of the last {@link #find} were found to be. */
    void remember(String text) {
        texts[place] = new KnownBytes(text);
    }
}
