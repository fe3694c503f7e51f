package com.runmat.telemetry.worker.http;

import com.runmat.telemetry.ops.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a presented key with every accepted one, all of them and whole: {@link MessageDigest#isEqual} takes a time that only the
 * length of what was presented decides, so that it says nothing of a key's content or length. Thread-safe.
 */
final class KeyCheck {
    private final List<byte[]> accepted;

    KeyCheck(List<Secret> keys) {
        this.accepted = keys.stream().map(key -> bytes(key.reveal())).toList();
    }

    /** False where no key is configured, and so none can be right. */
    boolean configured() {
        return !accepted.isEmpty();
    }

    boolean accepts(@Nullable String presented) {
        if (presented == null) {
            return false;
        }
        byte[] key = bytes(presented);
        boolean match = false;
        for (byte[] each : accepted) {
            match |= MessageDigest.isEqual(key, each);
        }
        return match;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
