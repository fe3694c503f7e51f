package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.corpus.Corpus;
import com.runmat.telemetry.corpus.PrivateText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random, truncated and mutated bodies, some with a private text in a value's place, the same in every run: an answer to each, never
 * an exception, no large output, and nothing of the private texts. For ten million bodies: {@code ./mvnw -f services/pom.xml
 * -pl contract -am test -Dtest=FuzzTest -Dtelemetry.fuzz=10000000 -Dsurefire.failIfNoSpecifiedTests=false}
 */
class FuzzTest {
    private static final int BODIES = Integer.getInteger("telemetry.fuzz", 100_000);
    private static final int LARGEST_OUTPUT = 4096;
    private static final Pattern TEXT_VALUE = Pattern.compile("(?<=:\")[^\"]*(?=\")");
    private static final byte[] STRUCTURE =
            "{}[]\",:\\0123456789eE.+-truefalsn \n\t\u0000\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    private final Random random = new Random(7846);
    private final List<String> samples = Samples.accepted();
    private final List<PrivateText> secrets = Corpus.privateTexts().stream()
            .filter(secret -> !secret.hasShapeOfId())
            .toList();
    private final String ordinary = samples.stream()
            .map(sample -> output(Samples.event(sample)))
            .reduce("", String::concat)
            .toLowerCase(Locale.ROOT);
    private @Nullable PrivateText planted;

    @Test
    void anyBytes_areAnswered() {
        EventReader reader = new EventReader(Omission.Observer.NONE);
        BodyReader bodies = new BodyReader(Omission.Observer.NONE);
        Framer framer = new Framer("udp");
        byte[] framed = new byte[70_000];
        int events = 0;
        int plants = 0;
        for (int i = 0; i < BODIES; i++) {
            byte[] body = next();
            Reading reading = reader.read(body, 0, body.length, Samples.HTTPS);
            int length = framer.frame(body, 0, body.length, Samples.NOW, framed, 0);
            assertTrue(length <= body.length + Framer.STAMP_BYTES);
            if (reading instanceof Event event) {
                events++;
                plants += planted == null ? 0 : 1;
                assertOutput(event);
                assertTrue(length > 0, "what the worker takes, the forwarder takes");
                if (length > 0) {
                    assertEquals(event.label(), ((Event) reader.read(framed, 0, length, Samples.HTTPS)).label());
                }
            }
            if (i % 10 == 0) {
                assertNotNull(bodies.json(body, body.length, Samples.HTTPS));
                assertNotNull(bodies.lines(body, body.length, Samples.HTTPS));
            }
        }
        System.out.printf("%,d bodies, of them %,d events, %,d with a private text%n", BODIES, events, plants);
        assertTrue(events > BODIES / 100, "some mutations leave an event: " + events);
        assertTrue(plants > BODIES / 100, "some of them with a private text: " + plants);
    }

    private void assertOutput(Event event) {
        String output = output(event);
        assertTrue(!output.isEmpty() && output.length() < LARGEST_OUTPUT, output);
        PrivateText secret = planted;
        if (secret != null) {
            assertEquals("", secret.traceIn(output, ordinary), () -> secret + " left a trace in " + output);
        }
    }

    private static String output(Event event) {
        return new String(PostHogProjection.write(event), StandardCharsets.UTF_8)
                + new String(Ga4Projection.write(event, Samples.NOW), StandardCharsets.UTF_8);
    }

    private byte[] next() {
        planted = null;
        byte[] sample = sample().getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(sample, random.nextInt(sample.length + 1));
            case 1 -> noise();
            case 2, 3 -> planted();
            default -> mutated(sample, 1 + random.nextInt(4));
        };
    }

    private String sample() {
        return samples.get(random.nextInt(samples.size()));
    }

    /** The private text stays whole, else its mutation could be a word of its own. */
    private byte[] planted() {
        String sample = sample();
        List<MatchResult> values = TEXT_VALUE.matcher(sample).results().toList();
        MatchResult value = values.get(random.nextInt(values.size()));
        PrivateText secret = secrets.get(random.nextInt(secrets.size()));
        planted = secret;
        String quoted = JsonMapper.shared().writeValueAsString(secret.text());
        byte[] before = mutated(bytes(sample.substring(0, value.start())), random.nextInt(2));
        byte[] text = bytes(quoted.substring(1, quoted.length() - 1));
        byte[] after = mutated(bytes(sample.substring(value.end())), random.nextInt(2));
        byte[] body = Arrays.copyOf(before, before.length + text.length + after.length);
        System.arraycopy(text, 0, body, before.length, text.length);
        System.arraycopy(after, 0, body, before.length + text.length, after.length);
        return body;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mutated(byte[] bytes, int places) {
        for (int n = places; n > 0; n--) {
            byte with = random.nextBoolean() ? STRUCTURE[random.nextInt(STRUCTURE.length)] : (byte) random.nextInt(256);
            bytes[random.nextInt(bytes.length)] = with;
        }
        return bytes;
    }
}
