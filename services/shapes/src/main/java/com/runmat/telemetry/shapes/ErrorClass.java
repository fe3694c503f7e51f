package com.runmat.telemetry.shapes;

import org.jspecify.annotations.Nullable;

/**
 * The class of an error out of its text: the first identifier in a namespace of RunMat's own, as in {@code Execution failed:
 * MATLAB:UndefinedFunction: Undefined function: foo}. Any other text is kept as the word {@code other}, identifiers that a user's
 * own code made included.
 *
 * <p>The text may hold source code and paths. So an identifier is taken only where it stands alone: nothing of a longer token
 * touches it, and the bracket before it belongs to no call, as it does in {@code data(MATLAB:Last)}.
 */
public record ErrorClass() implements TextShape {
    private static final String[] NAMESPACES = {"MATLAB", "RunMat"};
    private static final int MOST_PARTS = 4;
    private static final int LONGEST_PART = 61;

    @Override
    public @Nullable String keep(String text) {
        String found = find(text);
        return found != null || KeptText.of(text) == null ? found : OneOrOther.OTHER;
    }

    /** The first identifier in the text, whose control characters count as blanks; or null. */
    static @Nullable String find(String text) {
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int start = namespaceBefore(text, colon);
            if (start >= 0 && standsAlone(text, start)) {
                int end = end(text, colon);
                if (end > 0) {
                    return text.substring(start, end);
                }
            }
        }
        return null;
    }

    private static int namespaceBefore(String text, int colon) {
        for (String namespace : NAMESPACES) {
            if (text.startsWith(namespace, colon - namespace.length())) {
                return colon - namespace.length();
            }
        }
        return -1;
    }

    private static boolean standsAlone(String text, int start) {
        if (start == 0) {
            return true;
        }
        char before = text.charAt(start - 1);
        boolean bracket = before == '(' || before == '[' || before == '{';
        return bracket ? start == 1 || !joins(text.charAt(start - 2), ")]}") : !joins(before, ")]}");
    }

    /** Where the identifier ends whose first colon this is; 0 when it has too many parts, too long ones, or goes on as something else. */
    private static int end(String text, int colon) {
        int end = colon;
        int parts = 0;
        while (end + 1 < text.length() && text.charAt(end) == ':' && Ascii.letter(text.charAt(end + 1))) {
            int start = end + 1;
            for (end = start; end < text.length() && inName(text.charAt(end)); ) {
                end++;
            }
            if (end - start > LONGEST_PART || ++parts > MOST_PARTS) {
                return 0;
            }
        }
        return parts > 0 && endsThere(text, end) ? end : 0;
    }

    /** Behind a mark that ends an identifier in a sentence a blank follows. */
    private static boolean endsThere(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        char next = text.charAt(end);
        return ":.?-".indexOf(next) < 0 ? !joins(next, "(") : end + 1 == text.length() || text.charAt(end + 1) <= ' ';
    }

    private static boolean inName(char c) {
        return Ascii.letterOrDigit(c) || c == '_';
    }

    /** What belongs to a name, a path, an address or an assignment, and the brackets that there make a call. */
    private static boolean joins(char c, String brackets) {
        return (c > '~' && !Character.isSpaceChar(c))
                || inName(c)
                || ":./\\@$%~=&?#-+*".indexOf(c) >= 0
                || brackets.indexOf(c) >= 0;
    }

    @Override
    public int longest() {
        return NAMESPACES[0].length() + MOST_PARTS * (1 + LONGEST_PART);
    }

    @Override
    public boolean plain() {
        return true;
    }

    @Override
    public String describe() {
        return "only the class, the first `(MATLAB|RunMat)(:[A-Za-z][A-Za-z0-9_]{0,60}){1,4}` in the text, else `other`; never the message";
    }

    @Override
    public @Nullable String pattern() {
        return null;
    }
}
