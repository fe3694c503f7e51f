package com.runmat.telemetry.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.local.standin.Departure;
import com.runmat.telemetry.local.standin.Departure.BackEnd;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The payloads of real clients through both services as they are deployed. */
class SamplesTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static Deployed deployed;
    private int posthogBefore;
    private int ga4Before;

    @BeforeAll
    static void start() throws Exception {
        deployed = Deployed.start(Map.of());
    }

    @AfterAll
    static void end() {
        deployed.close();
    }

    @BeforeEach
    void mark() {
        posthogBefore = deployed.counted(BackEnd.POSTHOG).size();
        ga4Before = deployed.counted(BackEnd.GA4).size();
    }

    @Test
    void accepted_byHttps_leaveOnceWithTheContractsFields() throws Exception {
        List<String> samples = samples("accepted.ndjson", "h");
        for (String sample : samples) {
            HttpResponse<String> answer = deployed.https(sample);
            assertEquals("200 {\"ok\":true}", answer.statusCode() + " " + answer.body());
        }

        left(samples, "https");
    }

    @Test
    void accepted_byUdp_leaveOnceWithTheContractsFields() throws Exception {
        List<String> samples = samples("accepted.ndjson", "u");
        for (String sample : samples) {
            deployed.udp(sample);
        }

        left(samples, "udp");
    }

    @Test
    void accepted_byBothPaths_countOnce() throws Exception {
        // without a session nothing says that two copies are one event
        List<String> samples = samples("accepted.ndjson", "b").stream()
                .filter(sample -> sample.contains("session_id"))
                .toList();
        for (String sample : samples) {
            deployed.udp(sample);
            assertEquals(200, deployed.https(sample).statusCode());
        }

        long delivered = samples.size();
        await().atMost(PATIENCE).until(() -> deployed.counted(BackEnd.GA4).size() - ga4Before >= delivered);
        await().atMost(PATIENCE).until(() -> allDelivered());
        assertEquals(delivered, deployed.counted(BackEnd.POSTHOG).size() - posthogBefore);
        assertEquals(delivered, deployed.counted(BackEnd.GA4).size() - ga4Before);
    }

    @Test
    void rejected_getTheirAnswer_andNothingLeaves() throws Exception {
        for (String line : lines("rejected.ndjson")) {
            ObjectNode json = (ObjectNode) JSON.readTree(line);
            JsonNode expected = json.remove("_expect");

            HttpResponse<String> answer = deployed.https(json.toString());

            assertEquals(expected.path("status").intValue(), answer.statusCode(), line);
            assertEquals(expected.path("error"), JSON.readTree(answer.body()).path("error"), line);
        }
        assertEquals(posthogBefore, deployed.counted(BackEnd.POSTHOG).size());
    }

    private static boolean allDelivered() throws Exception {
        Map<String, Long> counters = deployed.forwarderCounters();
        return Objects.equals(counters.get("received"), counters.get("delivered"));
    }

    private void left(List<String> samples, String path) {
        await().atMost(PATIENCE)
                .until(() -> deployed.counted(BackEnd.POSTHOG).size() - posthogBefore == samples.size()
                        && deployed.counted(BackEnd.GA4).size() - ga4Before == samples.size());
        assertEquals(List.of(), deployed.refused());
        List<Departure> posthog = deployed.counted(BackEnd.POSTHOG);
        Set<JsonNode> expected =
                samples.stream().map(sample -> expected(sample, path)).collect(Collectors.toSet());
        Set<JsonNode> actual = posthog.subList(posthogBefore, posthog.size()).stream()
                .map(departure -> departure.event().path("properties"))
                .collect(Collectors.toSet());
        assertEquals(expected, actual);
        deployed.counted(BackEnd.GA4).forEach(SamplesTest::noOtherParameters);
        assertTrue(Stream.concat(posthog.stream(), deployed.counted(BackEnd.GA4).stream())
                .noneMatch(departure -> departure.event().toString().contains("secret")));
    }

    private static JsonNode expected(String sample, String path) {
        byte[] bytes = sample.getBytes(UTF_8);
        Event event = (Event) new EventReader(Omission.Observer.NONE)
                .read(bytes, 0, bytes.length, new Arrival(System.currentTimeMillis(), path));
        return JSON.readTree(PostHogProjection.write(event)).path("properties");
    }

    private static void noOtherParameters(Departure departure) {
        Set<String> allowed = Arrays.stream(Field.values())
                .map(Field::ga4)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        allowed.addAll(Set.of("session_id", "engagement_time_msec"));
        Set<String> sent = new TreeSet<>(departure.event().path("params").propertyNames());
        sent.removeAll(allowed);
        assertEquals(Set.of(), sent);
    }

    /** The samples as events that no other test has sent: their own ids with another ending. */
    private static List<String> samples(String name, String mark) throws Exception {
        List<String> samples = lines(name).stream()
                .map(line -> line.replaceAll("(\"session_id\":\"[^\"]*).\"", "$1" + mark + "\"")
                        .replaceAll("(\"uuid\":\"[^\"]*).\"", "$1" + Integer.toHexString(mark.hashCode() & 15) + "\""))
                .toList();
        assertFalse(samples.isEmpty());
        return samples;
    }

    private static List<String> lines(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(SamplesTest.class.getResourceAsStream("page/samples/" + name))) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }
}
