package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private static final String GOOD = "{\"event_label\":\"install_start\"}";

    private final BodyReader reader = new BodyReader(Omission.Observer.NONE);

    @Test
    void json_oneEvent() {
        assertInstanceOf(
                Event.class, assertInstanceOf(Body.Single.class, json(GOOD)).reading());
    }

    @Test
    void json_array() {
        List<Reading> readings = batch(json(" [" + GOOD + ",{\"event_label\":\"x\"},7," + GOOD + "]"));
        assertInstanceOf(Event.class, readings.get(0));
        assertSame(Refusal.INVALID_EVENT, readings.get(1));
        assertSame(Refusal.INVALID_EVENT, readings.get(2));
        assertInstanceOf(Event.class, readings.get(3));
    }

    /** Stops at once: what stands behind the limit is not even looked at. */
    @Test
    void moreElementsThanTheLimit_areTooLarge() {
        assertEquals(5000, batch(json("[" + "1,".repeat(4999) + "1]")).size());
        assertSame(Refusal.PAYLOAD_TOO_LARGE, refusal(json("[" + "1,".repeat(5000) + "1]")));
        assertSame(Refusal.PAYLOAD_TOO_LARGE, refusal(json("[" + "1,".repeat(5001) + "\"")));
        assertEquals(5000, batch(lines("1\n".repeat(5000) + "\n \n")).size());
        assertSame(Refusal.PAYLOAD_TOO_LARGE, refusal(lines("1\n".repeat(5001))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{}",
                "[{},]",
                "[,{}]",
                "[,]",
                "[{}]]",
                "[",
                "[{}] {}",
                "[\"]",
                "[\"\\\"]",
                "[{}}]",
                "[{\"a\":[1}]"
            })
    void json_brokenArray(String text) {
        assertSame(Refusal.INVALID_JSON, refusal(json(text)));
    }

    /** As in lines: the broken one alone is refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event_label\":\"install_start\",\"a\":1,\"a\":2}",
                "{\"event_label\":}",
                "{broken}",
                "1 2",
                "\"\u0001\"",
                "{\"a\":\"],[{\\\"\" 1}",
            })
    void json_brokenElement_leavesTheOthers(String broken) {
        List<Reading> readings = batch(json("\uFEFF[ " + GOOD + " , " + broken + "\n," + GOOD + "\n]\n"));
        assertInstanceOf(Event.class, readings.get(0));
        assertSame(Refusal.INVALID_JSON, readings.get(1));
        assertInstanceOf(Event.class, readings.get(2));
        assertEquals(3, readings.size());
    }

    @Test
    void json_deepAndHugeElements_leaveTheOthers() {
        String deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String tooDeep = "{\"x\":" + "[".repeat(80) + "]".repeat(80) + "}";
        String huge = "{\"x\":\"" + "a".repeat(70_000) + "\"}";
        List<Reading> readings = batch(json("[" + String.join(",", deep, tooDeep, huge, GOOD) + "]"));
        assertSame(Refusal.PAYLOAD_TOO_LARGE, readings.get(0));
        assertSame(Refusal.INVALID_JSON, readings.get(1));
        assertSame(Refusal.PAYLOAD_TOO_LARGE, readings.get(2));
        assertInstanceOf(Event.class, readings.get(3));
    }

    @Test
    void json_blanksAroundElements_countToNone() {
        String blanks = " ".repeat(70_000);
        List<Reading> readings = batch(json("[" + blanks + GOOD + blanks + "," + blanks + GOOD + blanks + "]"));
        assertEquals(2, readings.size());
        readings.forEach(reading -> assertInstanceOf(Event.class, reading));
    }

    @Test
    void json_arrayOfSamples_readsEach() {
        List<String> samples = Samples.accepted();
        List<Reading> array = batch(json("[" + String.join(",", samples) + "]"));
        assertEquals(samples.size(), array.size());
        array.forEach(reading -> assertInstanceOf(Event.class, reading));
    }

    @Test
    void json_emptyArray() {
        assertSame(Refusal.INVALID_EVENT, refusal(json("[ ]")));
        assertSame(Refusal.INVALID_EVENT, refusal(json("[]")));
    }

    @Test
    void json_largeElement() {
        String large = "{\"event_label\":\"install_start\",\"x\":\"" + "a".repeat(40_000) + "\",\"y\":\""
                + "a".repeat(40_000) + "\"}";
        List<Reading> readings = batch(json("[" + GOOD + "," + large + "," + GOOD + "]"));
        assertInstanceOf(Event.class, readings.get(0));
        assertSame(Refusal.PAYLOAD_TOO_LARGE, readings.get(1));
        assertInstanceOf(Event.class, readings.get(2));
    }

    @Test
    void lines_eachOnItsOwn() {
        List<Reading> readings = batch(lines(GOOD + "\r\n\n{broken\n" + GOOD));
        assertEquals(3, readings.size());
        assertInstanceOf(Event.class, readings.get(0));
        assertSame(Refusal.INVALID_JSON, readings.get(1));
        assertInstanceOf(Event.class, readings.get(2));
    }

    @Test
    void lines_array() {
        assertSame(Refusal.INVALID_EVENT, batch(lines("[" + GOOD + "]")).get(0));
    }

    @Test
    void lines_none() {
        assertSame(Refusal.INVALID_EVENT, refusal(lines("\n \n")));
    }

    @Test
    void lines_largeLine() {
        List<Reading> readings = batch(lines(GOOD + "\n{\"x\":\"" + "a".repeat(70_000) + "\"}\n"));
        assertSame(Refusal.PAYLOAD_TOO_LARGE, readings.get(1));
    }

    @Test
    void tooLargeAltogether() {
        byte[] bytes = new byte[BodyReader.MAX_BATCH_BYTES + 1];
        assertSame(Refusal.PAYLOAD_TOO_LARGE, refusal(reader.lines(bytes, bytes.length, Samples.HTTPS)));
        assertSame(Refusal.PAYLOAD_TOO_LARGE, refusal(reader.json(bytes, bytes.length, Samples.HTTPS)));
    }

    @Test
    void asLargeAsAllowed_isRead() {
        String blanks = " ".repeat(BodyReader.MAX_BATCH_BYTES - GOOD.length() - 2);
        assertEquals(1, batch(json("[" + GOOD + blanks + "]")).size());
        assertEquals(1, batch(lines(GOOD + "\n" + blanks + " ")).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "\uFEFF"})
    void json_nothing_isOneBrokenEvent(String text) {
        assertSame(
                Refusal.INVALID_JSON,
                assertInstanceOf(Body.Single.class, json(text)).reading());
    }

    /** The reader finds a line's end on its way; here each line is cut out first. */
    @Test
    void lines_ofAnyBytes_readAsEachLineAlone() {
        Random random = new Random(1);
        List<String> samples = Stream.concat(Samples.accepted().stream(), Samples.rejected().stream())
                .toList();
        List<String> others = List.of(
                "", " ", "\r", "\uFEFF", "\uFEFF ", "7", "\"a\"", "tru", "[1]", "{", "{}x", "\"", "\\", "0 ", "[\r]");
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int line = random.nextInt(4); line >= 0; line--) {
                List<String> from = random.nextInt(3) == 0 ? others : samples;
                text.append(from.get(random.nextInt(from.size()))).append(line == 0 ? "" : "\n");
            }
            byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
            for (int n = random.nextInt(3); n > 0 && body.length > 0; n--) {
                body[random.nextInt(body.length)] = (byte) "\n\n\r {}\"\\:,1\u0000".charAt(random.nextInt(12));
            }
            assertReadsAsEachAlone(body);
        }
    }

    /** One byte less than the limit, the limit, and one more: of an event, blanks behind it, blanks alone, and what is broken. */
    @Test
    void lines_aroundTheLimitOfAnEvent_readAsEachLineAlone() {
        String open = GOOD.substring(0, GOOD.length() - 1) + ",\"x\":\"";
        for (int length = EventReader.MAX_EVENT_BYTES - 1; length <= EventReader.MAX_EVENT_BYTES + 2; length++) {
            for (String end : List.of("", "\n", "\n" + GOOD)) {
                String filled = open + "a".repeat(length - open.length() - 2) + "\"}";
                for (String line : List.of(
                        filled,
                        GOOD + " ".repeat(length - GOOD.length()),
                        " ".repeat(length),
                        " ".repeat(length - GOOD.length()) + GOOD,
                        filled.replace("\"}", "a}"),
                        "x".repeat(length))) {
                    assertReadsAsEachAlone((line + end).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private void assertReadsAsEachAlone(byte[] body) {
        EventReader alone = new EventReader(Omission.Observer.NONE);
        List<String> expected = new ArrayList<>();
        int start = 0;
        for (int end = 0; end <= body.length; end++) {
            if (end == body.length || body[end] == '\n') {
                if (!Bytes.blank(body, start, end)) {
                    expected.add(told(alone.read(body, start, end - start, Samples.HTTPS)));
                }
                start = end + 1;
            }
        }
        List<String> read = reader.lines(body, body.length, Samples.HTTPS) instanceof Body.Batch batch
                ? batch.readings().stream().map(BodyReaderTest::told).toList()
                : List.of();
        assertEquals(expected, read, () -> new String(body, StandardCharsets.UTF_8));
    }

    /** An id that was minted is another each time. */
    private static String told(Reading reading) {
        return reading instanceof Event event
                ? new String(PostHogProjection.write(event), StandardCharsets.UTF_8)
                        .replace(
                                event.uuid().toString(),
                                event.uuid().version() == 4
                                        ? "minted"
                                        : event.uuid().toString())
                : reading.toString();
    }

    @Test
    void lines_mintedIdsRepeatWithTheirLine() {
        String stamped = "{\"received_at_ms\":1795350000000,\"event_label\":\"install_start\",\"n\":%d}\n";
        String both = stamped.formatted(1) + stamped.formatted(2);
        List<Reading> first = batch(lines(both));
        assertEquals(first, batch(lines(both)));
        assertEquals(2, first.stream().distinct().count());
    }

    private Body json(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.json(bytes, bytes.length, Samples.HTTPS);
    }

    private Body lines(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.lines(bytes, bytes.length, Samples.HTTPS);
    }

    private static List<Reading> batch(Body body) {
        return assertInstanceOf(Body.Batch.class, body).readings();
    }

    private static Refusal refusal(Body body) {
        return assertInstanceOf(Body.Unreadable.class, body).refusal();
    }
}
