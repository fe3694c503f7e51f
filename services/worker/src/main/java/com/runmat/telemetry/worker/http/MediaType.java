package com.runmat.telemetry.worker.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the events of a body are written. */
enum MediaType {
    JSON,
    LINES;

    /** What a {@code content-type} names; null for anything that is neither, or not in UTF-8. Without one it is JSON: an installer's curl may send none. */
    static @Nullable MediaType named(@Nullable String contentType) {
        if (contentType == null || contentType.equals("application/json")) {
            return JSON;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            if (otherCharset(parts[i].strip())) {
                return null;
            }
        }
        return switch (parts[0].strip()) {
            case "", "application/json" -> JSON;
            case "application/x-ndjson", "application/ndjson" -> LINES;
            default -> null;
        };
    }

    private static boolean otherCharset(String parameter) {
        if (!parameter.startsWith("charset")) {
            return false;
        }
        String value = parameter
                .substring("charset".length())
                .replace("\"", "")
                .replace("=", "")
                .strip();
        return !value.equals("utf-8") && !value.equals("utf8") && !value.equals("us-ascii");
    }
}
