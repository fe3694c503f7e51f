package com.runmat.telemetry.client.config;

/** A place in a TOML text that moves forward, past what TOML allows between words. Throws {@link NotToml} for what it does not. */
final class Cursor {
    /** What {@link #peek} gives at the end. No TOML text has it. */
    static final char END = '\0';

    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    boolean sees(String expected) {
        return text.startsWith(expected, at);
    }

    boolean take(String expected) {
        if (!sees(expected)) {
            return false;
        }
        at += expected.length();
        return true;
    }

    void need(String expected) {
        if (!take(expected)) {
            throw broken();
        }
    }

    /** Takes one character of a comment or a string: no control character but the tab. */
    char character() {
        char c = peek();
        if ((c < ' ' && c != '\t') || c == 0x7F) {
            throw broken();
        }
        at++;
        return c;
    }

    /** Takes so many characters. */
    String next(int many) {
        if (at + many > text.length()) {
            throw broken();
        }
        at += many;
        return text.substring(at - many, at);
    }

    boolean newline() {
        return take("\n") || take("\r\n");
    }

    void blanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Takes what may stand behind a statement. */
    void endOfLine() {
        blanks();
        comment();
        if (at < text.length() && !newline()) {
            throw broken();
        }
    }

    /** Takes what may stand between the values of an array. */
    void gap() {
        do {
            blanks();
            comment();
        } while (newline());
    }

    private void comment() {
        if (peek() == '#') {
            while (at < text.length() && !sees("\n") && !sees("\r\n")) {
                character();
            }
        }
    }

    boolean done() {
        return at == text.length();
    }

    String since(int start) {
        return text.substring(start, at);
    }

    NotToml broken() {
        return new NotToml(at);
    }
}
