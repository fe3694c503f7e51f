package com.runmat.telemetry.contract;

import com.runmat.telemetry.shapes.KeptText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the members at the top of an event say of its arrival and its id, judged by their bytes. The few that are not written
 * plainly are read as the worker reads them, so that both judge alike. Not thread-safe.
 */
final class Claims {
    private final JsonScan scan;
    private byte[] in = {};
    private Claim claim = Claim.NONE;
    private boolean identified;

    private enum Claim {
        NONE,
        UUID,
        SESSION_ID,
        RECEIVED_AT_MS,
        TRANSPORT;

        @SuppressWarnings("ImmutableEnumChecker") // made here and never changed
        private final byte[] quoted = quoted(name().toLowerCase(Locale.ROOT));

        /** The only one that a name can be which begins so. */
        static Claim beginningWith(byte letter) {
            return switch (letter) {
                case 'u' -> UUID;
                case 's' -> SESSION_ID;
                case 'r' -> RECEIVED_AT_MS;
                case 't' -> TRANSPORT;
                default -> NONE;
            };
        }

        boolean isNamed(byte[] bytes, int from, int end) {
            int to = from + quoted.length;
            return to <= end && Arrays.equals(bytes, from, to, quoted, 0, quoted.length);
        }
    }

    private static byte[] quoted(String text) {
        return ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
    }

    /** Takes the scan that steps over names and values. */
    Claims(JsonScan scan) {
        this.scan = scan;
    }

    /** Begins with an event among these bytes. */
    void over(byte[] bytes) {
        in = bytes;
        identified = false;
    }

    /** Whether the event has an id of its own, or a session, from which the worker derives one. */
    boolean identified() {
        return identified;
    }

    /** Takes the name with its quotes that was stepped over last; false when it claims nothing. */
    boolean named(int from, int end) {
        byte[] name = scan.escapes() ? quoted(JsonText.of(in, from + 1, end - 1, scan)) : in;
        int at = scan.escapes() ? 0 : from;
        Claim possible = Claim.beginningWith(name[at + 1]);
        claim = possible.isNamed(name, at, scan.escapes() ? name.length : end) ? possible : Claim.NONE;
        return claim != Claim.NONE;
    }

    /** Whether the member that {@link #named} took stays, by the value between these places, stepped over last. */
    boolean stays(int from, int end) {
        return switch (claim) {
            case UUID -> identifies(Identity.given(text(from, end)) != null);
            case SESSION_ID -> {
                identifies(isPlain(from, end) || text(from, end) != null);
                yield true;
            }
            case NONE, RECEIVED_AT_MS, TRANSPORT -> false;
        };
    }

    private boolean identifies(boolean known) {
        identified |= known;
        return known;
    }

    /** A string that begins with something to be seen; nearly every session is one. */
    private boolean isPlain(int from, int end) {
        return end - from > 2 && in[from] == '"' && !scan.escapes() && in[from + 1] > ' ' && in[from + 1] <= '~';
    }

    /** The string as the worker keeps it; null when it is none, or nothing is left of it. */
    private @Nullable String text(int from, int end) {
        return in[from] == '"'
                ? KeptText.of(JsonText.of(in, from + 1, end - 1, scan), EventReader.MAX_EVENT_BYTES)
                : null;
    }
}
