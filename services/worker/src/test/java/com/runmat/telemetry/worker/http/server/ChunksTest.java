package com.runmat.telemetry.worker.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link Chunks}; {@code smuggling.txt} has what is refused. */
class ChunksTest {
    private static final String BODY = "5\r\nhello\r\n00A;x=\"y\"\r\n, my world\r\n0\r\nX: y\r\n\r\n";

    private final StringBuilder data = new StringBuilder();

    @Test
    void body_cutAnywhere_isTheSame() {
        for (int first = 0; first <= BODY.length(); first++) {
            for (int second = first; second <= BODY.length(); second++) {
                data.setLength(0);
                Chunks chunks = new Chunks();
                assertEquals(0, take(chunks, BODY.substring(0, first)));
                assertEquals(0, take(chunks, BODY.substring(first, second)));
                assertEquals("GET".length(), take(chunks, BODY.substring(second) + "GET"));
                assertEquals("hello, my world", data.toString());
                assertTrue(chunks.ended());
            }
        }
    }

    /** Of the longest chunk there can be, nothing is kept. */
    @Test
    void framing_withoutEnd_isBroken() {
        Chunks chunks = new Chunks();
        int left = 0;
        for (int i = 0; i < 200 && left == 0; i++) {
            left = take(chunks, "0".repeat(1000));
        }
        assertTrue(chunks.broken());
        Chunks trailers = new Chunks();
        take(trailers, "0\r\n" + "X: y\r\n".repeat(30_000));
        assertTrue(trailers.broken());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g",
                "\r\n",
                "5 \r\n",
                "5\n",
                "5\r\nhellox",
                "5\r\nhello\rx",
                "0\r\n\rx",
                "fffffffffffff\r\n",
                "5;\n"
            })
    void whatIsNone_isBroken(String bytes) {
        Chunks chunks = new Chunks();
        take(chunks, bytes);
        assertTrue(chunks.broken());
        assertFalse(chunks.ended());
    }

    /** The bytes that are left. */
    private int take(Chunks chunks, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int at = 0;
        while (at < bytes.length && !chunks.ended() && !chunks.broken()) {
            at = chunks.skipFraming(bytes, at, bytes.length);
            int count = (int) Math.min(bytes.length - at, chunks.data());
            if (count > 0) {
                data.append(text, at, at + count);
                chunks.taken(count);
                at += count;
            }
        }
        return bytes.length - at;
    }
}
