package com.runmat.telemetry.worker.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for {@link HeadParser} and {@link RequestHead}; {@code smuggling.txt} has what is refused. */
class HeadParserTest {
    private static final String HEAD = String.join(
            "\r\n",
            "POST /ingest?x=/y HTTP/1.1",
            "Host: example",
            "X-Other: \u00e9\t \"x\"",
            "X-TELEMETRY-KEY: \t a key ",
            "Content-length:7",
            "",
            "");

    private final HeadParser parser = new HeadParser();

    @Test
    void parse_inWhateverPieces_endsWhereTheHeadEnds() {
        byte[] bytes = (HEAD + "{\"a\":1}").getBytes(StandardCharsets.ISO_8859_1);
        for (int length = 0; length < HEAD.length(); length++) {
            assertEquals(HeadParser.INCOMPLETE, parser.parse(bytes, 0, length), "of " + length);
        }
        for (int length = HEAD.length(); length <= bytes.length; length++) {
            assertEquals(HEAD.length(), parser.parse(bytes, 0, length));
        }
        RequestHead head = parser.head();
        assertEquals("POST /ingest", head.method() + " " + head.path());
        assertEquals("a key", head.header(RequestHeader.TELEMETRY_KEY));
        assertEquals(7, head.contentLength());
        assertNull(head.header(RequestHeader.ORIGIN));
        assertTrue(head.persistent());
    }

    @Test
    void head_isNotChangedByTheNext() {
        RequestHead first = parsed("GET / HTTP/1.1\r\nHost: a\r\nOrigin: b\r\n\r\n");
        RequestHead second = parsed("GET / HTTP/1.1\r\nHost: c\r\n\r\n");
        assertEquals("a b", first.header(RequestHeader.HOST) + " " + first.header(RequestHeader.ORIGIN));
        assertEquals("c null", second.header(RequestHeader.HOST) + " " + second.header(RequestHeader.ORIGIN));
    }

    @ParameterizedTest
    @CsvSource({
        "/health, /health",
        "/health?a=b?c, /health",
        "http://host/health?x, /health",
        "http://host, /",
        "/a://b, /a://b",
        "*, *",
        "//x, //x"
    })
    void path_ofEachForm(String target, String path) {
        assertEquals(
                path, parsed("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").path());
    }

    @ParameterizedTest
    @CsvSource({"keep-alive, true", "close, false", "Close, false", "'x, CLOSE', false", "upgrade, true"})
    void persistent_unlessTheClientCloses(String connection, boolean persistent) {
        String head = "GET / HTTP/1.1\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n";
        assertEquals(persistent, parsed(head).persistent());
        assertFalse(parsed(head.replace("1.1", "1.0")).persistent());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "007, 7",
        "999999999999999999, 999999999999999999",
        "1000000000000000000, -2",
        "1x, -2",
        "'', -2"
    })
    void contentLength_isANumberOrNone(String text, long length) {
        assertEquals(
                length,
                parsed("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: " + text + "\r\n\r\n")
                        .contentLength());
    }

    @Test
    void parse_anyBytes_neverThrows() {
        Random random = new Random(35);
        byte[] head = HEAD.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = head.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] =
                        random.nextBoolean() ? (byte) random.nextInt(256) : (byte) "\r\n :\t".charAt(random.nextInt(5));
            }
            int end = parser.parse(bytes, 0, bytes.length);
            assertTrue(end == HeadParser.INCOMPLETE || end == HeadParser.MALFORMED || (end > 0 && end <= bytes.length));
        }
    }

    private RequestHead parsed(String head) {
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(bytes.length, parser.parse(bytes, 0, bytes.length), head);
        return parser.head();
    }
}
