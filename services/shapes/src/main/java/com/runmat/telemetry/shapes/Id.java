package com.runmat.telemetry.shapes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A random id: a UUID, digits joined by {@code -} as one installer writes them ({@code 1764000000-12345}), or 16 to 64 hex digits. Any
 * other text might be somebody's name or address, and its SHA-256 stands in for it: still the same for the same client.
 */
public record Id() implements TextShape {
    private static final int LONGEST = 64;
    private static final int SHORTEST_HEX = 16;
    private static final int UUID_LENGTH = 36;
    private static final String HEX = "0123456789abcdef";

    @Override
    public @Nullable String keep(String text) {
        String id = KeptText.of(text);
        return id == null || fits(id) ? id : sha256(id);
    }

    /** True for a text that is kept as it is. */
    public static boolean fits(String id) {
        return id.length() <= LONGEST && (isUuid(id) || isHex(id) || isJoinedDigits(id));
    }

    /** The SHA-256 of the text's UTF-8 as 64 hex digits. */
    public static String sha256(String text) {
        byte[] hash = digest().digest(text.getBytes(StandardCharsets.UTF_8));
        StringBuilder hex = new StringBuilder(2 * hash.length);
        for (byte b : hash) {
            hex.append(HEX.charAt(b >> 4 & 0xF)).append(HEX.charAt(b & 0xF));
        }
        return hex.toString();
    }

    private static boolean isUuid(String id) {
        if (id.length() != UUID_LENGTH) {
            return false;
        }
        int dashes = 0;
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = id.charAt(i);
            dashes += c == '-' ? 1 : 0;
            if (c != '-' && !Ascii.hex(c)) {
                return false;
            }
        }
        return dashes == 4
                && id.charAt(8) == '-'
                && id.charAt(13) == '-'
                && id.charAt(18) == '-'
                && id.charAt(23) == '-';
    }

    private static boolean isHex(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (!Ascii.hex(id.charAt(i))) {
                return false;
            }
        }
        return id.length() >= SHORTEST_HEX;
    }

    private static boolean isJoinedDigits(String id) {
        boolean joined = false;
        boolean digit = false;
        for (int i = 0; i < id.length(); i++) {
            boolean dash = id.charAt(i) == '-';
            if (dash ? !digit : !Ascii.digit(id.charAt(i))) {
                return false;
            }
            joined |= dash;
            digit = !dash;
        }
        return joined && digit;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public boolean plain() {
        return true;
    }

    @Override
    public String describe() {
        return "a UUID, digits joined by `-`, or 16 to 64 hex digits; the SHA-256 of any other text stands in for it";
    }

    @Override
    public @Nullable String pattern() {
        return null;
    }
}
