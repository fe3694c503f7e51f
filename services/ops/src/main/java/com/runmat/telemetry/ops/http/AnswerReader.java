package com.runmat.telemetry.ops.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;

/**
 * Reads answers of one connection by RFC 9112: interim ones (1xx) are skipped; the body is chunked, of a length, or ends with the
 * connection. Head and trailers are bounded. Not thread-safe.
 */
final class AnswerReader {
    private static final int BUFFER = 4096;
    private static final int MAX_LINES_BYTES = 64 * 1024;
    private static final int HEXADECIMAL = 16;
    private static final long UNTIL_THE_END = -1;
    private static final int STATUS_START = 9;
    private static final int STATUS_END = 12;

    private final Source source;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int at;
    private int end;
    private int linesBytes;

    private int status;
    private long length;
    private boolean chunked;
    private boolean kept;
    private String retryAfter = "";

    /** Where the bytes come from. */
    interface Source {
        /** One or more, as {@link java.io.InputStream#read(byte[])}; -1 at the end. */
        int read(byte[] buffer) throws IOException;
    }

    AnswerReader(Source source) {
        this.source = source;
    }

    /** @param limit bytes of the body: what is longer is left unread */
    HttpAnswer read(int limit) throws IOException {
        body.reset();
        linesBytes = 0;
        retryAfter = "";
        do {
            head();
        } while (status / 100 == 1);
        boolean ended = status == 204 || status == 304 || (chunked ? chunks(limit) : copied(length, limit));
        return new HttpAnswer(status, retryAfter, body.toByteArray(), ended && kept && at == end);
    }

    private void head() throws IOException {
        String first = line();
        status = status(first);
        length = UNTIL_THE_END;
        chunked = false;
        kept = first.startsWith("HTTP/1.1");
        for (String field = line(); !field.isEmpty(); field = line()) {
            int colon = field.indexOf(':');
            if (colon < 0) {
                throw new IOException("a header without a colon");
            }
            header(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
        kept &= chunked || length >= 0 || status == 204 || status == 304;
    }

    /** Of a line such as {@code HTTP/1.1 200 OK}. */
    private static int status(String line) throws IOException {
        boolean http = line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 ");
        boolean ends = line.length() == STATUS_END || line.startsWith(" ", STATUS_END);
        if (!http || !ends) {
            throw new IOException("no HTTP/1");
        }
        return (int) number(line.substring(STATUS_START, STATUS_END), 10);
    }

    private void header(String name, String value) throws IOException {
        switch (name) {
            case "content-length" -> length = number(value, 10);
            case "transfer-encoding" -> chunked = "chunked".equalsIgnoreCase(value);
            case "connection" -> kept &= !"close".equalsIgnoreCase(value);
            case "retry-after" -> retryAfter = value;
            default -> {
                // says nothing that matters here
            }
        }
    }

    private static long number(String digits, int radix) throws IOException {
        try {
            return Long.parseUnsignedLong(digits, radix) & Long.MAX_VALUE;
        } catch (NumberFormatException notOne) {
            throw new IOException("a length that is none", notOne);
        }
    }

    private boolean chunks(int limit) throws IOException {
        while (true) {
            String size = line();
            int extension = size.indexOf(';');
            long chunk = number((extension < 0 ? size : size.substring(0, extension)).strip(), HEXADECIMAL);
            if (chunk == 0) {
                return trailers();
            }
            if (!copied(chunk, limit)) {
                return false;
            }
            if (!line().isEmpty()) {
                throw new IOException("a chunk without its end");
            }
        }
    }

    private boolean trailers() throws IOException {
        while (!line().isEmpty()) {
            // says nothing that matters here
        }
        return true;
    }

    /** Copies so many bytes to the body; false when the limit or the connection's end came first. */
    private boolean copied(long bytes, int limit) throws IOException {
        long left = bytes;
        while (left != 0 && body.size() < limit) {
            if (at == end && !filled()) {
                if (left < 0) {
                    return false;
                }
                throw new EOFException("the answer broke off");
            }
            int there = (int) Math.min(end - at, left < 0 ? Integer.MAX_VALUE : left);
            int taken = Math.min(there, limit - body.size());
            body.write(buffer, at, taken);
            at += taken;
            left -= left < 0 ? 0 : taken;
        }
        return left == 0;
    }

    /** A line without its end. */
    @SuppressWarnings("deprecation") // the bytes are Latin-1, and nothing is quicker
    private String line() throws IOException {
        String before = "";
        while (true) {
            if (at == end && !filled()) {
                throw new EOFException("the answer broke off");
            }
            int start = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            linesBytes += at - start;
            if (linesBytes > MAX_LINES_BYTES) {
                throw new IOException("a head without end");
            }
            String part = new String(buffer, 0, start, at - start);
            String line = before.isEmpty() ? part : before.concat(part);
            if (at < end) {
                at++;
                return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            }
            before = line;
        }
    }

    private boolean filled() throws IOException {
        at = 0;
        end = Math.max(0, source.read(buffer));
        return end > 0;
    }
}
