package com.runmat.telemetry.local.journal;

import com.runmat.telemetry.contract.BodyReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the body of a request apart into its events' bytes. */
final class Requests {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Requests() {}

    /** At least one; what cannot be taken apart stays whole. */
    static List<byte[]> events(String type, String encoding, byte[] body) {
        byte[] plain = encoding.equalsIgnoreCase("gzip") ? gunzip(body) : body;
        List<byte[]> events = type.toLowerCase(Locale.ROOT).contains("ndjson") ? lines(plain) : elements(plain);
        return events.isEmpty() ? List.of(plain) : events;
    }

    private static byte[] gunzip(byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readNBytes(BodyReader.MAX_BATCH_BYTES + 1);
        } catch (IOException broken) {
            return body;
        }
    }

    private static List<byte[]> lines(byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static List<byte[]> elements(byte[] body) {
        List<byte[]> elements = new ArrayList<>();
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isArray()) {
                json.forEach(element -> elements.add(element.toString().getBytes(StandardCharsets.UTF_8)));
            }
        } catch (JacksonException malformed) {
            // stays whole, and is refused as such
        }
        return elements;
    }
}
