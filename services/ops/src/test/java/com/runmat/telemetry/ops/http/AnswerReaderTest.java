package com.runmat.telemetry.ops.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link AnswerReader}, each with the bytes all at once and one by one. */
class AnswerReaderTest {
    private static final int LIMIT = 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Length: 2~~ok                                       | 200 | ok | true",
                "HTTP/1.1 200~content-length:2~~ok                                           | 200 | ok | true",
                "HTTP/1.1 200 OK~Content-Length: 2~Connection: close~~ok                     | 200 | ok | false",
                "HTTP/1.0 200 OK~Content-Length: 2~~ok                                       | 200 | ok | false",
                "HTTP/1.1 200 OK~~to the end                                                 | 200 | to the end | false",
                "HTTP/1.1 204 No Content~~                                                   | 204 | '' | true",
                "HTTP/1.1 304 Not Modified~Content-Length: 9~~                               | 304 | '' | true",
                "HTTP/1.1 100 Continue~~HTTP/1.1 103 Hints~Link: x~~HTTP/1.1 201 Created~Content-Length: 1~~x | 201 | x | true",
                "HTTP/1.1 503 Busy~Transfer-Encoding: chunked~~2;a=b~ok~A~0123456789~0~T: x~~ | 503 | ok0123456789 | true",
                "HTTP/1.1 200 OK~Content-Length: 9~Transfer-Encoding: Chunked~~1~x~0~~       | 200 | x | true",
                "HTTP/1.1 200 OK~Content-Length: 20~~01234567890123456789                    | 200 | 01234567890123456789 | true",
                "HTTP/1.1 200 OK~Content-Length: 25~~0123456789012345678901234               | 200 | 01234567890123456789 | false",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~19~0123456789012345678901234~0~~ | 200 | 01234567890123456789 | false",
                "HTTP/1.1 200 OK~Content-Length: 2~~ok and more                              | 200 | ok | false",
            })
    void read_answer(String answer, int status, String body, boolean whole) throws IOException {
        for (int step : new int[] {1, 7, 4096}) {
            HttpAnswer read = read(answer, step);
            assertEquals(status, read.status());
            assertEquals(body, new String(read.body(), StandardCharsets.US_ASCII));
            if (!answer.endsWith("more") || step == 4096) {
                assertEquals(whole, read.whole(), answer);
            }
        }
    }

    @Test
    void read_retryAfter() throws IOException {
        assertEquals(
                "7",
                read("HTTP/1.1 503 Busy~RETRY-AFTER:  7 ~Content-Length: 0~~", 4096)
                        .retryAfter());
        assertEquals("", read("HTTP/1.1 503 Busy~Content-Length: 0~~", 4096).retryAfter());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK~",
                "HTTP/1.1 200 OK~Content-Length: 3~~ok",
                "HTTP/1.1 200 OK~Content-Length: -3~~ok",
                "HTTP/1.1 200 OK~Content-Length: x~~ok",
                "HTTP/1.1 200 OK~no colon~~",
                "HTTP/1.1 2000 OK~~",
                "HTTP/1.1 abc OK~~",
                "HTTP/2 200~~",
                "SSH-2.0-x~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~xx~0~~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~x~",
            })
    void read_brokenAnswer_isAnError(String answer) {
        assertThrows(IOException.class, () -> read(answer, 1));
        assertThrows(IOException.class, () -> read(answer, 4096));
    }

    @Test
    void read_headWithoutEnd_isGivenUp() {
        assertThrows(IOException.class, () -> read("HTTP/1.1 200 OK~X: " + "x".repeat(100_000), 4096));
        assertThrows(IOException.class, () -> read("HTTP/1.1 200 OK~" + "X: y~".repeat(50_000), 4096));
        assertThrows(IOException.class, () -> read("HTTP/1.1 100 Continue~~".repeat(50_000), 4096));
    }

    private static HttpAnswer read(String answer, int step) throws IOException {
        ByteArrayInputStream in =
                new ByteArrayInputStream(answer.replace("~", "\r\n").getBytes(StandardCharsets.US_ASCII));
        return new AnswerReader(buffer -> in.read(buffer, 0, Math.min(step, buffer.length))).read(LIMIT);
    }
}
