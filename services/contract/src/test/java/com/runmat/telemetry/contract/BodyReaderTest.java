package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
