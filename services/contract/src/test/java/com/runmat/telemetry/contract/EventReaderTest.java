package com.runmat.telemetry.contract;

import static com.runmat.telemetry.contract.Samples.event;
import static com.runmat.telemetry.contract.Samples.finished;
import static com.runmat.telemetry.contract.Samples.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventReaderTest {
    static List<String> accepted() {
        return Samples.accepted();
    }

    static List<String> rejected() {
        return Samples.rejected();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void read_realEvent(String sample) {
        assertInstanceOf(Event.class, read(sample));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void read_realMistake(String sample) {
        ObjectNode body = (ObjectNode) new JsonMapper().readTree(sample);
        ObjectNode expected = (ObjectNode) body.remove("_expect");
        Refusal refusal = assertInstanceOf(Refusal.class, read(body.toString()));
        assertEquals(expected.get("error").asString(), refusal.wireName());
        assertEquals(expected.get("status").asInt(), refusal.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}}",
                "{\"event_label\":\"runtime_started\"} x",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"payload\":{\"a\":1,\"a\":2}}",
                "{\"a\":\"line\nbreak\"}",
                "// comment\n{}",
                "not json",
                "{\"a\":\"\\x\"}",
            })
    void read_notJson(String text) {
        assertSame(Refusal.INVALID_JSON, read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "\"text\"",
                "null",
                "true",
                "[]",
                "[{}]",
                "{}",
                "{\"event_label\":7}",
                "{\"event_label\":null}"
            })
    void read_notAnEvent(String text) {
        assertSame(Refusal.INVALID_EVENT, read(text));
    }

    @Test
    void read_brokenUtf8() {
        byte[] bytes = "{\"event_label\":\"install_start\",\"os\":\"l?\"}".getBytes(StandardCharsets.ISO_8859_1);
        bytes[bytes.length - 3] = (byte) 0xC3;
        assertSame(
                Refusal.INVALID_JSON,
                new EventReader(Omission.Observer.NONE).read(bytes, 0, bytes.length, Samples.HTTPS));
    }

    @Test
    void read_otherEncodings() {
        String text = "{\"event_label\":\"install_start\"}";
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            byte[] bytes = text.getBytes(charset);
            assertSame(
                    Refusal.INVALID_JSON,
                    new EventReader(Omission.Observer.NONE).read(bytes, 0, bytes.length, Samples.HTTPS));
        }
    }

    @Test
    void read_byteOrderMark() {
        assertInstanceOf(Event.class, read("\uFEFF{\"event_label\":\"install_start\"}"));
    }

    @Test
    void read_repeatedName_isInvalidWhereverItStands() {
        for (String members : List.of(
                "'os':'linux','os':'linux'",
                "'os':'linux','\\u006fs':'linux'",
                "'payload':{},'payload':{}",
                "'payload':{'success':true,'success':true}",
                "'x':1,'y':2,'x':1",
                "'x':{'a':1,'a':1}",
                "'x':[[{'b':[{'c':1,'c':1}]}]]",
                "'payload':{'success':{'a':1,'a':1}}",
                "'payload':[{'a':1,'a':1}]",
                names(20) + ",'n7':0",
                "'x':{" + names(20) + ",'n19':0}")) {
            assertSame(Refusal.INVALID_JSON, read(installation(members)), members);
        }
    }

    @Test
    void read_sameNameInOtherObjects_isNoRepeat() {
        String members =
                "'x':{'x':{" + names(20) + "}}," + names(20) + ",'payload':{'os':1,'payload':{'os':1}},'os':'linux'";
        assertInstanceOf(Event.class, read(installation(members)));
    }

    private static String installation(String members) {
        return ("{'event_label':'install_start'," + members + "}").replace('\'', '"');
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'n" + i + "':0").collect(Collectors.joining(","));
    }

    /** Objects and arrays count alike, wherever they begin to be of no field. */
    @ParameterizedTest
    @CsvSource({"'{\"x\":', '}', 1", "'{\"os\":', '}', 1", "'{\"payload\":{\"provider\":{\"x\":', '}}}', 3", "'', '', 0"
    })
    void read_tooDeep(String before, String behind, int open) {
        for (List<String> each : List.of(List.of("[", "]"), List.of("{\"a\":", "}"))) {
            String inner = each.get(0).equals("[") ? "[]" : "{}";
            int most = JsonScan.MAX_DEPTH - open;
            assertSame(Refusal.INVALID_EVENT, read(before + nested(each, inner, most) + behind), each::toString);
            assertSame(Refusal.INVALID_JSON, read(before + nested(each, inner, most + 1) + behind), each::toString);
        }
    }

    private static String nested(List<String> each, String inner, int depth) {
        return each.get(0).repeat(depth - 1) + inner + each.get(1).repeat(depth - 1);
    }

    /** Beyond 2^53 not every whole number is a double. */
    @Test
    void read_wholeNumber_isReadExactly() {
        assertEquals(
                9_007_199_254_740_993L,
                finished("\"gpu_wall_ns\":9007199254740993").value(Field.GPU_WALL_NS));
    }

    @Test
    void read_limits() {
        assertSame(Refusal.INVALID_JSON, read("{\"x\":" + "9".repeat(101) + "}"));
        assertSame(Refusal.INVALID_EVENT, read("{\"x\":" + "9".repeat(100) + "}"));
        for (String object : List.of("%s", "{\"x\":%s}")) {
            assertSame(Refusal.INVALID_JSON, read(object.formatted("{\"" + "n".repeat(1_001) + "\":1}")));
            assertSame(Refusal.INVALID_EVENT, read(object.formatted("{\"" + "n".repeat(1_000) + "\":1}")));
        }
        assertSame(Refusal.PAYLOAD_TOO_LARGE, read("{\"x\":\"" + "a".repeat(EventReader.MAX_EVENT_BYTES) + "\"}"));
        String largest = "{\"event_label\":\"install_start\",\"x\":\"\"}";
        String padding = "a".repeat(EventReader.MAX_EVENT_BYTES - largest.length());
        assertInstanceOf(Event.class, read(largest.replace(":\"\"", ":\"" + padding + "\"")));
    }

    @Test
    void read_escapedName_isTheNameThatItReadsAs() {
        assertEquals(
                "linux",
                event("{\"event_label\":\"install_start\",\"\\u006fs\":\"linux\"}")
                        .value(Field.OS));
        assertSame(Refusal.INVALID_JSON, read("{\"event_label\":\"install_start\",\"os\":1,\"\\u006fs\":2}"));
        assertSame(Refusal.INVALID_JSON, read("{\"event_label\":\"install_start\",\"x\\u0079\":1,\"xy\":2}"));
        assertSame(Refusal.INVALID_JSON, read("{\"event_label\":\"install_start\",\"x\":{\"a\":1,\"\\u0061\":2}}"));
        // half of a pair is a name of no field
        assertInstanceOf(Event.class, read("{\"event_label\":\"install_start\",\"os\\ud800\":1,\"os\":2}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "\\u006cinux", " linux ", "lin\u200bux", "\\tlinux", "LINUX"})
    void read_text_howeverWritten(String written) {
        String event = "{\"event_label\":\"install_start\",\"os\":\"" + written + "\"}";
        EventReader reader = new EventReader(Omission.Observer.NONE);
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        for (int time = 0; time < 3; time++) {
            Event read = (Event) reader.read(bytes, 0, bytes.length, Samples.HTTPS);
            assertEquals("linux", read.value(Field.OS), "time " + time);
        }
    }

    /** What one event left behind in the reader must not show in the next. */
    @Test
    void read_manyTextsInTurn_eachIsItsOwn() {
        EventReader reader = new EventReader(Omission.Observer.NONE);
        for (int round = 0; round < 2; round++) {
            for (int minor = 0; minor < 300; minor++) {
                String release = "0." + minor + "." + minor % 10;
                byte[] bytes = ("{\"event_label\":\"install_start\",\"release\":\"" + release + "\",\"os\":\"" + release
                                + "\",\"arch\":\"a" + minor + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
                Event read = (Event) reader.read(bytes, 0, bytes.length, Samples.HTTPS);
                assertEquals(release, read.value(Field.RELEASE));
                assertEquals("a" + minor, read.value(Field.ARCH));
                assertNull(read.value(Field.OS), "a version is no system, whatever it was known for");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0, 0",
        "7, 7",
        "12.0, 12",
        "1.2e1, 12",
        "120E-1, 12",
        "31536000000000, 31536000000000",
        "31536000000000.0, 31536000000000",
        "31536000000001,",
        "3.1536000000001e13,",
        "999999999999999999,",
        "1000000000000000000,",
        "18446744073709551616,",
        "18446744073709551623,",
        "1e999,",
        "-1e999,",
        "-1,",
        "0.5,",
        "1e-9,",
        "true,",
        "'\"7\"',",
        "[7],",
        "'{}',"
    })
    void read_wholeNumber_howeverWritten(String written, @Nullable Long value) {
        assertEquals(value, finished("\"duration_us\":" + written).value(Field.DURATION_US));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "1, 1.0", "0.25, 0.25", "25e-2, 0.25", "-0, 0.0", "1.0000001,", "-1e-9,", "false,", "'\"1\"',"
    })
    void read_share_howeverWritten(String written, @Nullable Double value) {
        assertEquals(value, finished("\"fusion_hit_ratio\":" + written).value(Field.FUSION_HIT_RATIO));
    }

    @Test
    void read_otherNames() {
        Event event = event("{\"event\":\"runtime.run.started\",\"session_id\":\"s\",\"run_kind\":\"repl\"}");
        assertSame(EventLabel.RUNTIME_STARTED, event.label());
        assertEquals("runtime_started", event.value(Field.EVENT_LABEL));
    }

    @Test
    void read_bothNames() {
        assertSame(
                EventLabel.INSTALL_START,
                event("{\"event\":\"install_failed\",\"event_label\":\"install_start\"}")
                        .label());
        assertSame(Refusal.INVALID_EVENT, read("{\"event\":\"install_failed\",\"event_label\":\"nope\"}"));
    }

    @Test
    void read_missingSessionBeforeRunKind() {
        assertSame(Refusal.MISSING_SESSION, read("{\"event_label\":\"runtime_started\"}"));
        assertSame(Refusal.MISSING_SESSION, read("{\"event_label\":\"runtime_started\",\"session_id\":7}"));
        assertSame(Refusal.MISSING_SESSION, read("{\"event_label\":\"runtime_started\",\"session_id\":\" \\t\"}"));
    }

    @Test
    void read_installerNeedsNeither() {
        assertInstanceOf(
                Event.class, read("{\"event_label\":\"install_failed\",\"run_kind\":null,\"session_id\":null}"));
        assertSame(Refusal.INVALID_RUN_KIND, read("{\"event_label\":\"install_failed\",\"run_kind\":\"party\"}"));
    }

    @Test
    void read_flatWinsOverNested() {
        String raw = "\"provider\":{\"telemetry\":{\"gpu_dispatches\":5,\"matmul\":{\"count\":1},\"upload_bytes\":9}}";
        String flat = "\"gpu_dispatches\":7,\"gpu_upload_bytes\":3";
        for (Event event : List.of(finished(flat + "," + raw), finished(raw + "," + flat))) {
            assertEquals(7L, event.value(Field.GPU_DISPATCHES));
            assertEquals(3L, event.value(Field.GPU_UPLOAD_BYTES));
        }
        assertEquals(5L, finished(raw).value(Field.GPU_DISPATCHES));
        assertEquals(9L, finished(raw).value(Field.GPU_UPLOAD_BYTES));
    }

    @Test
    void read_rawFiguresAddUp() {
        StringBuilder raw = new StringBuilder();
        Place.CATEGORIES.forEach(
                name -> raw.append('"').append(name).append("\":{\"count\":2,\"total_wall_time_ns\":10},"));
        Event event = finished("\"provider\":{\"telemetry\":{" + raw + "\"fusion_cache_hits\":4}}");
        assertEquals(12L, event.value(Field.GPU_DISPATCHES));
        assertEquals(60L, event.value(Field.GPU_WALL_NS));
        assertEquals(4L, event.value(Field.FUSION_CACHE_HITS));
        assertEquals(true, event.value(Field.GPU_USED));
    }

    @Test
    void read_sumBeyondBounds() {
        String most = "1000000000000";
        Event event = finished("\"provider\":{\"telemetry\":{\"matmul\":{\"count\":" + most
                + "},\"linsolve\":{\"count\":" + most + "}}}");
        assertNull(event.value(Field.GPU_DISPATCHES));
        String atTheBound = "'payload':{'provider':{'telemetry':{'matmul':{'count':%s},'linsolve':{'count':%s}}}}";
        assertEquals(List.of(), heardOfARun(atTheBound.formatted("999999999999", "1")));
        assertEquals(List.of("UNFIT_VALUE gpu_dispatches"), heardOfARun(atTheBound.formatted("999999999999", "2")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1e300",
                "99999999999999999999999",
                "9223372036854775807",
                "1.5",
                "\"12\"",
                "true",
                "{}",
                "[1]",
                "null"
            })
    void read_unfitNumber(String value) {
        assertNull(finished("\"duration_us\":" + value).value(Field.DURATION_US));
    }

    @Test
    void read_numberAtItsBounds_isKept() {
        String year = "31536000000000";
        assertEquals(0L, finished("\"duration_us\":0").value(Field.DURATION_US));
        assertEquals(Long.parseLong(year), finished("\"duration_us\":" + year).value(Field.DURATION_US));
        assertNull(finished("\"duration_us\":" + year.replace("0000", "0001")).value(Field.DURATION_US));
        assertEquals(0.0, finished("\"fusion_hit_ratio\":0").value(Field.FUSION_HIT_RATIO));
        assertEquals(1.0, finished("\"fusion_hit_ratio\":1").value(Field.FUSION_HIT_RATIO));
        assertEquals(0.5, finished("\"fusion_hit_ratio\":0.5").value(Field.FUSION_HIT_RATIO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.001", "1.001", "1e300", "\"1\"", "true", "[1]"})
    void read_unfitRatio(String value) {
        assertNull(finished("\"fusion_hit_ratio\":" + value).value(Field.FUSION_HIT_RATIO));
    }

    @Test
    void read_wholeNumberWrittenAsDouble() {
        assertEquals(12L, finished("\"duration_us\":12.0").value(Field.DURATION_US));
        assertEquals(1200L, finished("\"duration_us\":1.2e3").value(Field.DURATION_US));
    }

    @Test
    void read_unfitFlag() {
        assertNull(finished("\"success\":\"true\"").value(Field.SUCCESS));
        assertNull(finished("\"success\":1").value(Field.SUCCESS));
    }

    @Test
    void read_fieldOfAnotherEvent() {
        Event started = event("{\"event_label\":\"runtime_started\",\"session_id\":\"s\",\"run_kind\":\"repl\","
                + "\"method\":\"shell\",\"payload\":{\"duration_us\":5,\"jit_enabled\":true}}");
        assertNull(started.value(Field.DURATION_US));
        assertNull(started.value(Field.METHOD));
        assertEquals(true, started.value(Field.JIT_ENABLED));
    }

    @Test
    void read_observerHearsEachOmission() {
        List<String> heard = new ArrayList<>();
        byte[] bytes = Samples.accepted().get(5).getBytes(StandardCharsets.UTF_8);
        new EventReader((why, name) -> heard.add(why + " " + name)).read(bytes, 0, bytes.length, Samples.HTTPS);
        assertEquals(
                List.of(
                        "UNKNOWN_DEVICE_FIELD device_id",
                        "UNKNOWN_DEVICE_FIELD memory_bytes",
                        "UNKNOWN_TELEMETRY_FIELD solve_fallbacks",
                        "UNKNOWN_TELEMETRY_FIELD bind_group_cache_hits",
                        "UNKNOWN_TELEMETRY_FIELD bind_group_cache_misses",
                        "UNKNOWN_TELEMETRY_FIELD kernel_launches"),
                heard);
    }

    @Test
    void read_observerHearsWhatDoesNotFit() {
        assertEquals(List.of("UNFIT_VALUE os"), heard("'os':7"));
        assertEquals(List.of("UNFIT_VALUE payload"), heard("'payload':'text'"));
        assertEquals(List.of("UNFIT_VALUE provider"), heard("'payload':{'provider':[{'name':'x'}]}"));
        assertEquals(List.of(), heard("'os':null,'payload':{'provider':null}"));
        assertEquals(List.of("OTHER_EVENTS_FIELD DURATION_US"), heard("'payload':{'duration_us':5}"));
    }

    @Test
    void read_somethingElseInAnObjectsPlace_isPassedOver() {
        for (String value : List.of("7", "'text'", "[{'os':'x'},[]]", "null")) {
            assertEquals(
                    "linux",
                    event(installation("'payload':" + value + ",'os':'linux'")).value(Field.OS));
        }
    }

    private static List<String> heardOfARun(String members) {
        return heardOf("{'event_label':'runtime_finished','session_id':'s','run_kind':'repl'," + members + "}");
    }

    private static List<String> heard(String members) {
        return heardOf(installation(members));
    }

    private static List<String> heardOf(String event) {
        List<String> heard = new ArrayList<>();
        byte[] bytes = event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var reader = new EventReader((why, name) -> heard.add(why + " " + name));
        assertInstanceOf(Event.class, reader.read(bytes, 0, bytes.length, Samples.HTTPS));
        return heard;
    }

    @Test
    void read_timestampNotLaterThanArrival() {
        assertEquals(
                Samples.NOW - 5,
                finished("\"timestamp_ms\":" + (Samples.NOW - 5)).atMillis());
        assertEquals(
                Samples.NOW,
                finished("\"timestamp_ms\":" + (Samples.NOW + 86_400_000)).atMillis());
        assertEquals(Samples.NOW, finished("\"timestamp_ms\":12").atMillis());
    }

    @Test
    void read_stampedArrival() {
        Event event =
                event("{\"received_at_ms\":1795350000000,\"transport\":\"udp\",\"event_label\":\"install_start\"}");
        assertEquals(1_795_350_000_000L, event.atMillis());
        assertEquals("udp", event.value(Field.TRANSPORT));
    }
}
