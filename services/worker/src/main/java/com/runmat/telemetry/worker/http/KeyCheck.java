package com.runmat.telemetry.worker.http;

import com.runmat.telemetry.ops.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a presented key with every accepted one. Hashes are compared, all of them and whole, so that the time taken says
 * nothing of a key's content or length. Thread-safe.
 */
final class KeyCheck {
    private final List<byte[]> accepted;

    KeyCheck(List<Secret> keys) {
        this.accepted = keys.stream().map(key -> hash(key.reveal())).toList();
    }

    /** False where no key is configured, and so none can be right. */
    boolean configured() {
        return !accepted.isEmpty();
    }

    boolean accepts(@Nullable String presented) {
        if (presented == null) {
            return false;
        }
        byte[] hash = hash(presented);
        boolean match = false;
        for (byte[] each : accepted) {
            match |= MessageDigest.isEqual(each, hash);
        }
        return match;
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
