package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProjectionsTest {
    /** Section 4 of the wire contract, copied by hand: what may leave, whatever the table says. */
    private static final Set<String> MAY_LEAVE = Set.of(
            ("os arch platform release method run_kind session_id success status duration_us jit_enabled jit_used accelerate_enabled "
                            + "gpu_used gpu_wall_ns gpu_ratio gpu_dispatches gpu_upload_bytes gpu_download_bytes fusion_cache_hits "
                            + "fusion_cache_misses fusion_hit_ratio device_name device_vendor device_backend error_class failure_stage "
                            + "failure_code failure_has_span failure_host failure_component total_executions jit_compiled "
                            + "interpreter_fallback summary event_label source transport "
                            + "$process_person_profile $geoip_disable $ip $lib")
                    .split(" "));

    static List<String> accepted() {
        return Samples.accepted();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void postHog_realEvent(String sample) {
        Event event = Samples.event(sample);
        JsonNode json = parse(PostHogProjection.write(event));
        assertEquals(Set.of("event", "distinct_id", "uuid", "timestamp", "properties"), names(json));
        assertEquals(event.label().canonical(), json.get("event").asString());
        assertEquals(event.distinctId(), json.get("distinct_id").asString());
        assertEquals(event.uuid().toString(), json.get("uuid").asString());
        JsonNode properties = json.get("properties");
        assertTrue(MAY_LEAVE.containsAll(names(properties)), properties::toString);
        assertFalse(properties.get("$process_person_profile").asBoolean());
        assertTrue(properties.get("$geoip_disable").asBoolean());
        assertEquals("0.0.0.0", properties.get("$ip").asString());
        assertEquals("runmat-telemetry", properties.get("$lib").asString());
    }

    @Test
    void postHog_everyFigure() {
        JsonNode properties = parse(
                        PostHogProjection.write(Samples.event(Samples.accepted().get(5))))
                .get("properties");
        assertEquals(7, properties.get("gpu_dispatches").asInt());
        assertEquals(1_500_000, properties.get("gpu_wall_ns").asInt());
        assertEquals("MATLAB:UndefinedFunction", properties.get("error_class").asString());
        assertEquals("undefined_function", properties.get("failure_code").asString());
        assertTrue(properties.get("failure_has_span").asBoolean());
        assertEquals("Apple M2 Max", properties.get("device_name").asString());
        assertEquals("failure", properties.get("status").asString());
        assertEquals(14, properties.get("total_executions").asInt());
    }

    @Test
    void postHog_sameBytesWhenWrittenAgain() {
        Event event = Samples.event(Samples.accepted().get(4));
        assertArrayEquals(PostHogProjection.write(event), PostHogProjection.write(event));
    }

    @Test
    void postHog_batchHoldsEachEventAsItIsWrittenAlone() {
        List<Event> events = Samples.accepted().stream().map(Samples::event).toList();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        new PostHogProjection().writeBatch("phc_key", events, body);
        JsonNode batch = parse(body.toByteArray());
        assertEquals("phc_key", batch.get("api_key").asString());
        assertEquals(
                events.stream()
                        .map(event -> parse(PostHogProjection.write(event)))
                        .toList(),
                batch.get("batch").valueStream().toList());
    }

    @Test
    void postHog_batch_isToTheLetterWhatJacksonWrites() {
        PostHogProjection projection = new PostHogProjection();
        Random random = new Random(1);
        for (int size : new int[] {0, 1, 2, 40, 400, 3}) {
            List<Event> events = random.ints(size, 0, Samples.accepted().size() + 20)
                    .mapToObj(i -> i < Samples.accepted().size()
                            ? Samples.event(Samples.accepted().get(i))
                            : anyFinished(random))
                    .toList();
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            projection.writeBatch("a \"key\" é", events, body);
            assertEquals(
                    new String(JacksonProjections.batch("a \"key\" é", events), StandardCharsets.UTF_8),
                    body.toString(StandardCharsets.UTF_8));
        }
    }

    private static Event anyFinished(Random random) {
        return Samples.finished(
                "\"duration_us\":%d,\"success\":%b,\"jit_used\":%b,\"gpu_ratio\":%s,\"fusion_hit_ratio\":%s,\"timestamp_ms\":%d"
                        .formatted(
                                random.nextLong(0, 31_536_000_000_000L) >> random.nextInt(45),
                                random.nextBoolean(),
                                random.nextBoolean(),
                                random.nextDouble() * Math.pow(10, random.nextInt(-9, 3)),
                                random.nextBoolean() ? "1" : random.nextDouble(),
                                Samples.NOW - random.nextInt()));
    }

    @Test
    void postHog_timestampAlwaysHasMilliseconds() {
        Event event = Samples.finished("\"timestamp_ms\":1795350000000");
        assertEquals(
                "2026-11-22T12:20:00.000Z",
                parse(PostHogProjection.write(event)).get("timestamp").asString());
    }

    @Test
    void ga4_params() {
        Event event = Samples.event(Samples.accepted().get(4));
        JsonNode json = parse(Ga4Projection.write(event, Samples.NOW));
        assertEquals(Set.of("name", "timestamp_micros", "params"), names(json));
        JsonNode params = json.get("params");
        assertTrue(params.get("session_id").asString().matches("[1-9][0-9]{9,}"));
        assertEquals(4, params.get("engagement_time_msec").asInt());
        assertTrue(params.get("jit_used").isString(), "there are no booleans");
        assertEquals("true", params.get("jit_used").asString());
        assertTrue(params.size() <= 25);
    }

    @Test
    void ga4_longErrorClass_isCutToTheLimit() {
        String longest = "RunMat:" + "a".repeat(61) + ":" + "b".repeat(61);
        Event event = Samples.finished("\"error\":\"" + longest + "\"");
        JsonNode params = parse(Ga4Projection.write(event, Samples.NOW)).get("params");
        assertEquals(longest.substring(0, 100), params.get("error_class").asString());
        JsonNode properties = parse(PostHogProjection.write(event)).get("properties");
        assertEquals(longest, properties.get("error_class").asString());
    }

    @Test
    void ga4_sameSessionForBothEventsOfARun() {
        JsonNode started =
                parse(Ga4Projection.write(Samples.event(Samples.accepted().get(3)), Samples.NOW));
        JsonNode finished =
                parse(Ga4Projection.write(Samples.event(Samples.accepted().get(4)), Samples.NOW));
        assertEquals(
                started.get("params").get("session_id").asString(),
                finished.get("params").get("session_id").asString());
    }

    @Test
    void ga4_anotherSessionHasAnotherNumber() {
        String event = "{\"event_label\":\"install_start\",\"session_id\":\"%s\"}";
        assertNotEquals(session(event.formatted("a")), session(event.formatted("b")));
        String none = "{\"event_label\":\"install_start\"}";
        assertNotEquals(session(none), session(none), "each is its own");
    }

    private static String session(String event) {
        return parse(Ga4Projection.write(Samples.event(event), Samples.NOW))
                .get("params")
                .get("session_id")
                .asString();
    }

    @Test
    void ga4_requestHead_deniesAdvertisingAndOpensTheEvents() {
        byte[] head = Ga4Projection.requestHead("a client");
        JsonNode json = parse((new String(head, StandardCharsets.UTF_8) + "]}").getBytes(StandardCharsets.UTF_8));
        assertEquals("a client", json.get("client_id").asString());
        assertTrue(json.get("non_personalized_ads").asBoolean());
        assertEquals("DENIED", json.get("consent").get("ad_user_data").asString());
        assertEquals("DENIED", json.get("consent").get("ad_personalization").asString());
        assertTrue(json.get("events").isArray());
    }

    @Test
    void ga4_timestamp_isInMicroseconds() {
        Event event = Samples.finished("\"timestamp_ms\":1795350000123");
        assertEquals(
                1_795_350_000_123_000L,
                parse(Ga4Projection.write(event, Samples.NOW))
                        .get("timestamp_micros")
                        .asLong());
    }

    @Test
    void ga4_oldEventHasNoTimestamp() {
        Event event = Samples.finished("\"duration_us\":0");
        long limit = Samples.NOW + 71 * 3_600_000L;
        assertTrue(names(parse(Ga4Projection.write(event, limit - 1))).contains("timestamp_micros"));
        assertFalse(names(parse(Ga4Projection.write(event, limit))).contains("timestamp_micros"));
        assertTrue(names(parse(Ga4Projection.write(event, Samples.NOW))).contains("timestamp_micros"));
        assertFalse(names(parse(Ga4Projection.write(event, Samples.NOW + 72 * 3_600_000L)))
                .contains("timestamp_micros"));
        assertFalse(names(parse(Ga4Projection.write(event, Samples.NOW - 1))).contains("timestamp_micros"));
        assertEquals(
                1,
                parse(Ga4Projection.write(event, Samples.NOW))
                        .get("params")
                        .get("engagement_time_msec")
                        .asInt());
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void probe_countsAsNoneOfTheRealEvents(String sample) {
        Event real = Samples.event(sample);
        assertFalse(real.fromProbe());
        Event event = Samples.event(sample.replaceFirst("\\{", "{\"release\":\"probe\",")
                .replaceFirst("(.{20}.*)\"release\":\"[^\"]*\"", "$1\"x\":0"));
        assertTrue(event.fromProbe());
        JsonNode postHog = parse(PostHogProjection.write(event));
        assertEquals("telemetry_probe", postHog.get("event").asString());
        assertFalse(postHog.toString().contains(real.label().canonical()), postHog::toString);
        assertFalse(parse(Ga4Projection.write(event, Samples.NOW))
                .toString()
                .contains(real.label().canonical()));
    }

    private static JsonNode parse(byte[] bytes) {
        return new JsonMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
    }

    private static Set<String> names(JsonNode json) {
        return new TreeSet<>(json.propertyNames());
    }
}
