package com.runmat.telemetry.shapes;

/**
 * A fixed set of ASCII words that is asked for a part of a text, whatever its case, without a copy of that part: an open hash
 * table of a power of two, at most half full, in which a word lies at its hash's place or in the next free one. Immutable.
 */
final class Vocabulary {
    private final String[] slots;

    private Vocabulary(String[] slots) {
        this.slots = slots;
    }

    /** Takes lower-case words with blanks or line ends between them. */
    static Vocabulary of(String text) {
        String[] words = text.strip().split("\\s+", -1);
        Vocabulary all = new Vocabulary(new String[Integer.highestOneBit(words.length) * 4]);
        for (String word : words) {
            all.slots[all.place(word, 0, word.length())] = word;
        }
        return all;
    }

    boolean has(String text, int from, int to) {
        return slots[place(text, from, to)] != null;
    }

    /** Where the word lies, or where it would. */
    private int place(String text, int from, int to) {
        int hash = 17;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + Ascii.toLower(text.charAt(i));
        }
        int at = (hash ^ hash >>> 15) & slots.length - 1;
        while (slots[at] != null && !is(slots[at], text, from, to)) {
            at = at + 1 & slots.length - 1;
        }
        return at;
    }

    private static boolean is(String word, String text, int from, int to) {
        return word.length() == to - from && word.regionMatches(true, 0, text, from, to - from);
    }
}
