package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random, truncated and mutated bodies, the same in every run: an answer to each, and never an exception. */
class FuzzTest {
    private static final int BODIES = 250_000;
    private static final byte[] STRUCTURE =
            "{}[]\",:\\0123456789eE.+-truefalsn \n\t\u0000\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    private final Random random = new Random(7846);
    private final List<byte[]> samples = Samples.accepted().stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    @Test
    void anyBytes_areAnswered() {
        EventReader reader = new EventReader(Omission.Observer.NONE);
        BodyReader bodies = new BodyReader(Omission.Observer.NONE);
        Framer framer = new Framer("udp");
        byte[] framed = new byte[70_000];
        int events = 0;
        for (int i = 0; i < BODIES; i++) {
            byte[] body = next();
            Reading reading = reader.read(body, 0, body.length, Samples.HTTPS);
            int length = framer.frame(body, 0, body.length, Samples.NOW, framed, 0);
            if (reading instanceof Event event) {
                events++;
                assertTrue(PostHogProjection.write(event).length > 0);
                assertTrue(Ga4Projection.write(event, Samples.NOW).length > 0);
                assertTrue(length > 0, "what the worker takes, the forwarder takes");
                assertEquals(event.label(), ((Event) reader.read(framed, 0, length, Samples.HTTPS)).label());
            }
            if (i % 10 == 0) {
                assertNotNull(bodies.json(body, body.length, Samples.HTTPS));
                assertNotNull(bodies.lines(body, body.length, Samples.HTTPS));
            }
        }
        assertTrue(events > BODIES / 100, "some mutations leave an event: " + events);
    }

    private byte[] next() {
        byte[] sample = samples.get(random.nextInt(samples.size())).clone();
        return switch (random.nextInt(5)) {
            case 0 -> java.util.Arrays.copyOf(sample, random.nextInt(sample.length + 1));
            case 1 -> noise();
            default -> mutated(sample);
        };
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mutated(byte[] sample) {
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            byte with = random.nextBoolean() ? STRUCTURE[random.nextInt(STRUCTURE.length)] : (byte) random.nextInt(256);
            sample[random.nextInt(sample.length)] = with;
        }
        return sample;
    }
}
