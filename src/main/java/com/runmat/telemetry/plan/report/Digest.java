package com.runmat.telemetry.plan.report;

import com.google.gson.JsonElement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name of some JSON: the same content has the same. */
public final class Digest {
    private static final int BYTES = 8;

    private Digest() {}

    /** The first 16 hex digits of the SHA-256 of the JSON as text. */
    public static String of(JsonElement json) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(json.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
