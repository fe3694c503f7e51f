package com.runmat.telemetry.worker.http.server;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The headers of a request that anybody here asks for; all others are looked at only as far as HTTP's grammar goes. */
public enum RequestHeader {
    HOST("host"),
    CONTENT_LENGTH("content-length"),
    TRANSFER_ENCODING("transfer-encoding"),
    CONNECTION("connection"),
    EXPECT("expect"),
    CONTENT_TYPE("content-type"),
    CONTENT_ENCODING("content-encoding"),
    ORIGIN("origin"),
    TELEMETRY_KEY("x-telemetry-key");

    private static final RequestHeader[] ALL = values();
    private static final int LOWER = 0x20;

    @SuppressWarnings("ImmutableEnumChecker") // made here and never changed
    private final byte[] name;

    RequestHeader(String name) {
        this.name = name.getBytes(StandardCharsets.US_ASCII);
    }

    /** The one with this name in whatever letters, or null. */
    static @Nullable RequestHeader named(byte[] bytes, int from, int to) {
        for (RequestHeader header : ALL) {
            if (header.name.length == to - from && header.isAt(bytes, from)) {
                return header;
            }
        }
        return null;
    }

    /** A letter and its capital differ in one bit, in which no two other characters of names differ. */
    private boolean isAt(byte[] bytes, int from) {
        for (int i = 0; i < name.length; i++) {
            if ((bytes[from + i] | LOWER) != name[i]) {
                return false;
            }
        }
        return true;
    }
}
