package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.Body;
import com.runmat.telemetry.contract.BodyReader;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.contract.Reading;
import com.runmat.telemetry.kit.Cost;
import com.runmat.telemetry.worker.delivery.Delivery;
import com.runmat.telemetry.worker.delivery.backend.Compression;
import com.runmat.telemetry.worker.delivery.backend.Outcome;
import com.runmat.telemetry.worker.delivery.gzip.Gzip;
import com.runmat.telemetry.worker.http.server.Heads;
import com.runmat.telemetry.worker.ingest.Copies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a request costs from its bytes to those of the batch that leaves: head, events, the memory of recent ones, projection and
 * compression, all but threads and sockets. Against one pass of the JSON parser over the same body, and by the bytes allocated. Measured when
 * the bounds were set: 4.1 passes and 2,540 bytes an event.
 */
@Order(1)
class CostTest {
    private static final int BATCH = 100;
    private static final byte[] MARK = "8000-".getBytes(StandardCharsets.US_ASCII);
    private static final JsonFactory JSON = new JsonFactory();
    private static final Arrival HTTPS = new Arrival(1_764_000_000_000L, "https");

    private final Heads heads = new Heads();
    private final BodyReader reader = new BodyReader(Omission.Observer.NONE);
    private final Copies copies = new Copies(50_000);
    private final Compression compression = new Compression();
    private long number;

    @Test
    void batch_fromTheRequestsBytesToTheBatchsBytes() {
        byte[] body = lines();
        byte[] request = request(body);
        assertEquals(BATCH, left(request).size());
        Runnable work = () -> compression.body(left(request));
        long bytes = Cost.bytes(work, 2_900L * BATCH) / BATCH;
        assertTrue(bytes <= 2_900, () -> bytes + " bytes for each event");
        double ratio = Cost.ratio(work, () -> parse(body), 5.4);
        assertTrue(ratio <= 5.4, () -> ratio + " times a pass of the parser");
    }

    /** What makes a compressor of our own worth having: docs/decisions/0040. Measured when the bound was set: 0.43 times. */
    @Test
    void compression_takesLessThanTheJdks() {
        byte[] body = left(request(lines())).stream()
                .map(PostHogProjection::write)
                .collect(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes, (one, other) -> {})
                .toByteArray();
        Deflater jdk = new Deflater(Deflater.BEST_SPEED, true);
        byte[] room = new byte[body.length];
        Gzip gzip = new Gzip();
        double ratio = Cost.ratio(() -> gzip.compress(out -> write(out, body)), () -> deflate(jdk, body, room), 0.75);
        assertTrue(ratio <= 0.75, () -> ratio + " times the JDK's");
        jdk.end();
    }

    private static void write(OutputStream out, byte[] body) {
        try {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deflate(Deflater jdk, byte[] body, byte[] room) {
        jdk.reset();
        jdk.setInput(body);
        jdk.finish();
        assertTrue(jdk.deflate(room) > 0);
    }

    /** The events of the request, which leave and are remembered: each time others. */
    private List<Event> left(byte[] request) {
        int head = heads.end(next(request));
        byte[] body = Arrays.copyOfRange(request, head, request.length);
        List<Event> left = new ArrayList<>(BATCH);
        if (reader.lines(body, body.length, HTTPS) instanceof Body.Batch batch) {
            for (Reading reading : batch.readings()) {
                Delivery delivery = reading instanceof Event event ? copies.claim(event) : null;
                if (delivery != null) {
                    delivery.completed(Outcome.DELIVERED);
                    left.add(delivery.event());
                }
            }
        }
        return left;
    }

    /** Puts another number into each session. */
    private byte[] next(byte[] request) {
        for (int i = 0; i < request.length - MARK.length; i++) {
            if (request[i] == '8' && Arrays.equals(request, i, i + MARK.length, MARK, 0, MARK.length)) {
                digits(request, i + MARK.length, number++);
            }
        }
        return request;
    }

    private static void digits(byte[] bytes, int from, long value) {
        long rest = value;
        for (int i = from + 11; i >= from; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static byte[] lines() {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> """
                {"event_label":"runtime_finished","cid":"eac98648-3b42-41c7-a887-7452dd08cbf0","session_id":"9e2a9d9f-4e37-4000-8000-000000000000",\
                "run_kind":"script","os":"macos","arch":"aarch64","release":"0.2.8","payload":{"duration_us":4412,"success":true,"jit_enabled":true,\
                "jit_used":true,"accelerate_enabled":true,"provider":{"device":{"name":"NVIDIA RTX 4090","vendor":"NVIDIA","backend":"cuda"},\
                "telemetry":{"gpu_dispatches":12,"gpu_wall_ns":1850000,"upload_bytes":262144,"download_bytes":0,"fusion_cache_hits":8,\
                "fusion_cache_misses":1}}}}
                """)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] request(byte[] body) {
        byte[] head = ("POST /ingest HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\nContent-Type: application/x-ndjson\r\n"
                        + "x-telemetry-key: key\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    private static void parse(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            while (parser.nextToken() != null) {
                // the yardstick looks at nothing
            }
        }
    }
}
