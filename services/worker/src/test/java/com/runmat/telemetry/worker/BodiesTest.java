package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for how a body may be written, compressed and long. */
class BodiesTest extends RunningWorker {
    @ParameterizedTest
    @CsvSource({
        "application/json, 200",
        "application/json; charset=utf-8, 200",
        "Application/JSON;charset=\"UTF-8\", 200",
        "application/json; charset=utf-16, 415",
        "application/json; charset=iso-8859-1, 415",
        "application/x-ndjson, 200",
        "application/x-ndjson; charset=utf-8, 200",
        "text/plain, 415",
        "application/x-www-form-urlencoded, 415",
        "application/jsonx, 415"
    })
    void post_contentType(String type, int status) {
        assertEquals(
                status,
                worker.post(bytes(Samples.started(6)), "Content-Type", type).statusCode());
    }

    @Test
    void post_withoutContentType_isJson() {
        assertEquals(
                200, worker.post(bytes(Samples.started(7)), "Accept", "*/*").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"identity, 200", "br, 415", "deflate, 415", "'gzip, gzip', 415", "zstd, 415"})
    void post_contentEncoding(String coding, int status) {
        assertEquals(
                status,
                worker.post(bytes(Samples.started(8)), "Content-Encoding", coding)
                        .statusCode());
    }

    @Test
    void post_gzip() {
        byte[] good = TestWorker.gzip(bytes(Samples.started(9)));
        assertAnswer(200, "{\"ok\":true}", gzipped(good));
        assertAnswer(400, "{\"error\":\"invalid_json\"}", gzipped(Arrays.copyOf(good, good.length - 9)));
        assertAnswer(400, "{\"error\":\"invalid_json\"}", gzipped(bytes(Samples.started(9))));
        byte[] damaged = good.clone();
        damaged[good.length / 2] ^= 0x55;
        assertAnswer(400, "{\"error\":\"invalid_json\"}", gzipped(damaged));
        assertAnswer(400, "{\"error\":\"invalid_json\"}", gzipped(new byte[0]));
    }

    @Test
    void post_gzipBomb_isRefusedForItsInflatedSize() {
        byte[] bomb = TestWorker.gzip(new byte[200_000_000]);
        assertTrue(bomb.length < 1024 * 1024);
        assertAnswer(413, "{\"error\":\"payload_too_large\"}", gzipped(bomb));
    }

    @Test
    void post_sizes() {
        assertEquals(200, worker.post(padded(64 * 1024)).statusCode());
        assertAnswer(413, "{\"error\":\"payload_too_large\"}", worker.post(padded(64 * 1024 + 1)));
        String batch = "[" + padded(60_000) + "," + padded(64 * 1024 + 1) + "]";
        assertAnswer(
                200,
                "{\"ok\":false,\"results\":[{\"index\":1,\"status\":413,\"error\":\"payload_too_large\"}]}",
                worker.post(batch));
        String line = padded(1023) + "\n";
        String full = line.repeat(1024 * 1024 / line.length());
        assertAnswer(200, "{\"ok\":true}", worker.lines(full));
        assertAnswer(413, "{\"error\":\"payload_too_large\"}", worker.lines(full + line));
    }

    @Test
    void post_chunkedAndTooLarge_isRefusedWhileItArrives() {
        HttpResponse<String> answer = worker.send(worker.unkeyed("/ingest")
                .header("x-telemetry-key", TestWorker.KEY)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3_000_000])))
                .build());
        assertAnswer(413, "{\"error\":\"payload_too_large\"}", answer);
    }

    private static HttpResponse<String> gzipped(byte[] body) {
        return worker.post(body, "Content-Encoding", "gzip", "Content-Type", "application/json");
    }

    /** An event of exactly so many bytes. */
    private static String padded(int size) {
        String head = Samples.started(14).replace("}", ",\"padding\":\"");
        return head + "x".repeat(size - head.length() - 2) + "\"}";
    }
}
