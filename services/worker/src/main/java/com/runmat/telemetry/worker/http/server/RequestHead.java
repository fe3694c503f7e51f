package com.runmat.telemetry.worker.http.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The first line and the headers of one request, and what they say of where it ends. */
final class RequestHead {
    /** What stands where the length should is none. */
    static final long NO_LENGTH = -2;

    /** A number of so many digits is below any overflow. */
    private static final int MOST_DIGITS = 18;

    private final String method;
    private final String path;
    private final boolean version11;
    private final @Nullable String[] headers;

    RequestHead(String method, String path, boolean version11, @Nullable String[] headers) {
        this.method = method;
        this.path = path;
        this.version11 = version11;
        this.headers = headers;
    }

    String method() {
        return method;
    }

    /** Without a host before it or a query behind it. */
    String path() {
        return path;
    }

    /** The first of that name. */
    @SuppressWarnings("EnumOrdinal") // what EnumMap does inside
    @Nullable
    String header(RequestHeader name) {
        return headers[name.ordinal()];
    }

    /** The announced length in bytes; -1 without one. */
    long contentLength() {
        String length = header(RequestHeader.CONTENT_LENGTH);
        if (length == null) {
            return -1;
        }
        if (length.isEmpty() || length.length() > MOST_DIGITS) {
            return NO_LENGTH;
        }
        for (int i = 0; i < length.length(); i++) {
            if (length.charAt(i) < '0' || length.charAt(i) > '9') {
                return NO_LENGTH;
            }
        }
        return Long.parseLong(length);
    }

    boolean encoded() {
        return header(RequestHeader.TRANSFER_ENCODING) != null;
    }

    /** Whether it ends with exactly {@code chunked}, which HTTP/1.0 does not know and a length contradicts. */
    boolean chunked() {
        return version11 && "chunked".equals(header(RequestHeader.TRANSFER_ENCODING)) && contentLength() == -1;
    }

    /** Whether the client waits to be asked for the body. */
    boolean waitsToBeAsked() {
        return version11 && "100-continue".equalsIgnoreCase(header(RequestHeader.EXPECT));
    }

    /** Whether another request may follow. */
    boolean persistent() {
        String connection = header(RequestHeader.CONNECTION);
        return version11
                && (connection == null || !connection.toLowerCase(Locale.ROOT).contains("close"));
    }
}
