package com.runmat.telemetry.commandline;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that a mistyped one is meant to be. picocli's own guess takes {@code --prot} for {@code --progress}. */
final class Nearest {
    private static final int MOST_SLIPS = 2;

    private Nearest() {}

    /** The one that two slips of the keyboard at most are between: a letter too many, too few, another, or two swapped. */
    static Optional<String> to(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> slips(typed, word) <= Math.min(MOST_SLIPS, word.length() / 2))
                .min(Comparator.comparingInt(word -> slips(typed, word)));
    }

    private static int slips(String from, String to) {
        var slips = new int[from.length() + 1][to.length() + 1];
        for (var i = 0; i <= from.length(); i++) {
            for (var j = 0; j <= to.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : cheapest(slips, from, to, i, j);
            }
        }
        return slips[from.length()][to.length()];
    }

    private static int cheapest(int[][] slips, String from, String to, int i, int j) {
        var another = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        var least = Math.min(Math.min(slips[i - 1][j], slips[i][j - 1]) + 1, slips[i - 1][j - 1] + another);
        var swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
    }
}
