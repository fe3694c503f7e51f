package com.runmat.telemetry.worker.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a body is compressed. */
enum ContentCoding {
    IDENTITY,
    GZIP;

    /** What a {@code content-encoding} names, or null for one that is not read here. */
    static @Nullable ContentCoding named(@Nullable String contentEncoding) {
        if (contentEncoding == null) {
            return IDENTITY;
        }
        return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            default -> null;
        };
    }
}
