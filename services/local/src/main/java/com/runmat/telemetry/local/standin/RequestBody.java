package com.runmat.telemetry.local.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads what was sent, decompressed if it says so. */
final class RequestBody {
    private RequestBody() {}

    /** At most one byte more than the limit; empty when the bytes are not what the header says. */
    static Optional<byte[]> read(HttpExchange exchange, int limit) throws IOException {
        InputStream sent = exchange.getRequestBody();
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (!"gzip".equalsIgnoreCase(encoding)) {
            return Optional.of(sent.readNBytes(limit + 1));
        }
        try (InputStream plain = new GZIPInputStream(sent)) {
            return Optional.of(plain.readNBytes(limit + 1));
        } catch (ZipException | EOFException broken) {
            return Optional.empty();
        }
    }
}
