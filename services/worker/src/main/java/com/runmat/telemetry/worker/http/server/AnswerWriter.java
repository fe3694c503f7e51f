package com.runmat.telemetry.worker.http.server;

import com.runmat.telemetry.ops.http.HttpDate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts answers into bytes as they go over the wire. One a thread, whose array is used again. */
final class AnswerWriter {
    /** What asks a client for its body. */
    static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int NO_CONTENT = 204;

    /** The array of a longer answer is let go of. */
    private static final int KEPT_BYTES = 16 * 1024;

    private final HttpDate date = new HttpDate();
    private byte[] bytes = new byte[KEPT_BYTES];
    private int length;
    /** What the bytes are, where the next of its kind in the same second is the same. */
    private @Nullable Answer last;

    private String lastDate = "";

    /** The bytes of the last answer, up to {@link #length}; valid until the next. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void write(Answer answer, Map<String, String> more, boolean withBody, boolean closing) {
        String now = date.now();
        boolean shared = more.isEmpty() && withBody && !closing;
        if (shared && answer.equals(last) && now.equals(lastDate)) {
            return;
        }
        last = shared ? answer : null;
        lastDate = now;
        length = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[KEPT_BYTES];
        }
        put("HTTP/1.1 ");
        put(status(answer.status()));
        put(closing ? "\r\nConnection: close\r\nDate: " : "\r\nDate: ");
        put(now);
        if (answer.body().length > 0) {
            put("\r\nContent-Type: ");
            put(answer.contentType());
        }
        if (answer.status() != NO_CONTENT) {
            put("\r\nContent-Length: ");
            put(Integer.toString(answer.body().length));
        }
        answer.headers().forEach(this::header);
        more.forEach(this::header);
        put("\r\n\r\n");
        if (withBody) {
            room(answer.body().length);
            System.arraycopy(answer.body(), 0, bytes, length, answer.body().length);
            length += answer.body().length;
        }
    }

    private void header(String name, String value) {
        put("\r\n");
        put(name);
        put(": ");
        put(value);
    }

    @SuppressWarnings("deprecation") // all of it is ASCII, and nothing is quicker
    private void put(String text) {
        room(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    private static String status(int status) {
        return switch (status) {
            case 200 -> "200 OK";
            case NO_CONTENT -> "204 No Content";
            case 400 -> "400 Bad Request";
            case 401 -> "401 Unauthorized";
            case 404 -> "404 Not Found";
            case 405 -> "405 Method Not Allowed";
            case 413 -> "413 Content Too Large";
            case 415 -> "415 Unsupported Media Type";
            case 502 -> "502 Bad Gateway";
            case 503 -> "503 Service Unavailable";
            default -> status + " Other";
        };
    }
}
