package com.runmat.telemetry.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.Body;
import com.runmat.telemetry.contract.BodyReader;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Framer;
import com.runmat.telemetry.contract.Ga4Projection;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.contract.Reading;
import com.runmat.telemetry.contract.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Whatever arrives is an event or a refusal, what leaves is small and one JSON object, and a line stays one line. */
class EventFuzzTest {
    private static final long NOW = 1_795_360_000_000L;
    private static final Arrival ARRIVAL = new Arrival(NOW, "https");
    private static final int LARGEST_OUTPUT = 4096;
    private static final JsonFactory JSON = new JsonFactory();

    private final EventReader reader = new EventReader(Omission.Observer.NONE);
    private final BodyReader bodies = new BodyReader(Omission.Observer.NONE);
    private final Framer framer = new Framer("udp");

    @FuzzTest(maxDuration = "10m")
    void reader(byte[] bytes) {
        if (reader.read(bytes, 0, bytes.length, ARRIVAL) instanceof Event event) {
            assertSmallObject(PostHogProjection.write(event));
            assertSmallObject(Ga4Projection.write(event, NOW));
        }
    }

    @FuzzTest(maxDuration = "10m")
    void framer(byte[] bytes) {
        byte[] out = new byte[bytes.length + Framer.STAMP_BYTES];
        int length = framer.frame(bytes, 0, bytes.length, NOW, out, 0);
        Reading sent = reader.read(bytes, 0, bytes.length, ARRIVAL);
        if (length < 0) {
            assertTrue(sent instanceof Refusal, "what the worker takes, the forwarder takes");
            return;
        }
        String line = new String(out, 0, length, StandardCharsets.ISO_8859_1);
        assertEquals(length - 1, line.indexOf('\n'));
        assertEquals(-1, line.indexOf('\r'));
        assertOneObject(Arrays.copyOf(out, length));
        Reading framed = reader.read(out, 0, length, ARRIVAL);
        assertEquals(framed, reader.read(out, 0, length, ARRIVAL), "a repeated line is the same event");
        if (sent instanceof Event event) {
            assertEquals(event.label(), ((Event) framed).label());
        }
    }

    @FuzzTest(maxDuration = "10m")
    void batches(byte[] bytes) {
        assertBounded(bodies.json(bytes, bytes.length, ARRIVAL));
        Body lines = bodies.lines(bytes, bytes.length, ARRIVAL);
        assertBounded(lines);
        if (lines instanceof Body.Batch batch) {
            long written = new String(bytes, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.matches("[ \\t\\r\\n]*"))
                    .count();
            assertTrue(batch.readings().size() <= written, "no line is two events");
        }
    }

    private static void assertBounded(Body body) {
        if (body instanceof Body.Batch batch) {
            int events = batch.readings().size();
            assertTrue(events > 0 && events <= BodyReader.MAX_BATCH_EVENTS);
        }
    }

    private static void assertSmallObject(byte[] output) {
        assertTrue(output.length < LARGEST_OUTPUT, () -> "so long: " + output.length);
        assertOneObject(output);
    }

    private static void assertOneObject(byte[] output) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), output)) {
            parser.nextToken();
            assertEquals(JsonToken.START_OBJECT, parser.currentToken());
            parser.skipChildren();
            assertEquals(null, parser.nextToken());
        }
    }
}
