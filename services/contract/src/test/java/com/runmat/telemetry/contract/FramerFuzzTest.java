package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Mutated events, the same in every run: {@link Framer} takes exactly the UTF-8 that a full JSON parser takes for one object, and
 * {@link EventReader} what it takes when no object may repeat a name.
 */
class FramerFuzzTest {
    private static final int DATAGRAMS = Integer.getInteger("telemetry.fuzz", 100_000);
    private static final byte[] STRUCTURE =
            "{}[]\",:\\0123456789eE.+-truefalsnu \n\t\u0000\u00c3\u00a9\u00e2\u0082\u00ac\u00ff"
                    .getBytes(StandardCharsets.ISO_8859_1);
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonScan.MAX_DEPTH)
                    .build())
            .build();
    private static final JsonFactory UNREPEATED =
            JSON.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final Random random = new Random(20261129);
    private final List<String> samples = Samples.accepted();
    private final Framer framer = new Framer("udp");
    private final EventReader reader = new EventReader(Omission.Observer.NONE);

    @Test
    void frame_takesWhatAParserTakes() {
        byte[] out = new byte[70_000];
        int taken = 0;
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] datagram = mutated();
            int length = framer.frame(datagram, 0, datagram.length, Samples.NOW, out, 0);
            String text = new String(datagram, StandardCharsets.UTF_8);
            assertEquals(isObject(JSON, datagram, datagram.length), length > 0, text);
            if (length > 0) {
                taken++;
                assertTrue(isObject(JSON, out, length), text);
                assertEquals(length - 1, new String(out, 0, length, StandardCharsets.ISO_8859_1).indexOf('\n'), text);
            }
        }
        assertTrue(taken > DATAGRAMS / 10 && taken < DATAGRAMS * 9 / 10, "one-sided: " + taken);
    }

    @Test
    void read_takesWhatAParserTakes() {
        int refused = 0;
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] body = mutated();
            boolean json = reader.read(body, 0, body.length, Samples.HTTPS) != Refusal.INVALID_JSON;
            assertEquals(isObject(UNREPEATED, body, body.length), json, () -> new String(body, StandardCharsets.UTF_8));
            refused += json ? 0 : 1;
        }
        assertTrue(refused > DATAGRAMS / 10 && refused < DATAGRAMS * 9 / 10, "one-sided: " + refused);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private byte[] mutated() {
        String sample = samples.get(random.nextInt(samples.size()));
        byte[] bytes = sample.replace("script", "scr\u00edpt\u20ac").getBytes(StandardCharsets.UTF_8);
        for (int n = random.nextInt(4); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = STRUCTURE[random.nextInt(STRUCTURE.length)];
        }
        return bytes;
    }

    /** The parser itself lets some bytes pass that are not UTF-8. */
    private static boolean isObject(JsonFactory json, byte[] bytes, int length) {
        if (!isUtf8(Arrays.copyOf(bytes, length))) {
            return false;
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException malformed) {
            return false;
        }
    }
}
