package com.runmat.telemetry.local.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Ga4Projection;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.local.standin.Departure;
import com.runmat.telemetry.local.standin.Departure.BackEnd;
import com.runmat.telemetry.local.tap.Witness;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JournalTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long AT = 1_795_350_000_000L;
    private static final String RUN = """
            {"event_label":"runtime_started","session_id":"s1","run_kind":"script","os":"linux","secret":"x","payload":{"note":1}}""";
    private static final String INSTALL = """
            {"event_label":"install_start","os":"linux"}""";

    private final Journal journal = new Journal();

    @Test
    void request_isShownWithItsAnswer_andWhatIsLeftOut() {
        Witness.Answered answered = journal.request(AT, "application/json", "", RUN.getBytes(UTF_8));
        answered.with(200, "{\"ok\":true}".getBytes(UTF_8));

        JsonNode shown = only();
        assertEquals(RUN, shown.path("text").stringValue());
        assertEquals(RUN.length(), shown.path("bytes").intValue());
        assertEquals(200, shown.path("status").intValue());
        assertEquals("secret", shown.path("omissions").path(0).path("name").stringValue());
        assertEquals(
                "unknown_payload_field",
                shown.path("omissions").path(1).path("why").stringValue());
    }

    @Test
    void departure_isFoundByUuid() {
        journal.datagram(AT, RUN.replace("s1", "s0").getBytes(UTF_8));
        journal.datagram(AT, RUN.getBytes(UTF_8));
        journal.left(posthog(RUN, "udp"));
        journal.left(ga4(RUN, "udp"));

        JsonNode first = JSON.valueToTree(journal.changedSince(0).getFirst());
        JsonNode second = JSON.valueToTree(journal.changedSince(0).getLast());
        assertFalse(first.has("posthog") || first.has("ga4"));
        assertTrue(second.path("posthog").path("counted").booleanValue());
        assertTrue(second.path("ga4").path("counted").booleanValue());
    }

    @Test
    void secondCopy_pointsAtTheOneThatLeft_whicheverCameFirst() {
        journal.datagram(AT, RUN.getBytes(UTF_8));
        journal.request(AT, "application/json", "", RUN.getBytes(UTF_8));
        journal.left(posthog(RUN, "https"));
        journal.datagram(AT, RUN.getBytes(UTF_8));

        List<Integer> twins = journal.changedSince(0).stream()
                .map(json -> json.path("twin").intValue())
                .sorted()
                .toList();
        assertEquals(List.of(0, 2, 2), twins);
    }

    @Test
    void eventWithMintedUuid_isFoundByWhatIsKept() {
        journal.datagram(AT, INSTALL.replace("linux", "macos").getBytes(UTF_8));
        journal.datagram(AT, INSTALL.getBytes(UTF_8));
        journal.left(posthog(INSTALL, "udp"));
        journal.left(ga4(INSTALL, "udp"));

        assertFalse(journal.changedSince(0).getFirst().has("posthog"));
        assertTrue(journal.changedSince(0).getLast().has("posthog"));
        assertTrue(journal.changedSince(0).getLast().has("ga4"));
    }

    /** The forwarder gives such a datagram a uuid, so nothing made of its own bytes names what leaves. */
    @Test
    void datagramWithAMomentOfItsOwn_isFoundByWhatIsKept() {
        String moment = INSTALL.replace("\"os\"", "\"received_at_ms\":" + (AT - 60_000) + ",\"os\"");
        journal.datagram(AT, moment.getBytes(UTF_8));
        journal.left(posthog(INSTALL, "udp"));

        assertTrue(only().path("posthog").path("counted").booleanValue());
    }

    /** Two arrivals in one millisecond are one event to the worker when nothing tells them apart. */
    @Test
    void eventsWithoutIds_countedAsOne_endAsMerged() {
        journal.datagram(AT, INSTALL.getBytes(UTF_8));
        journal.datagram(AT, INSTALL.getBytes(UTF_8));
        journal.left(posthog(INSTALL, "udp"));
        journal.settle(AT);
        assertEquals(List.of("open 0", "open 0"), ends(), "the forwarder may still hold it");

        journal.settle(AT + 1);
        assertEquals(List.of("open 0", "merged 1"), ends());
    }

    @Test
    void datagram_thatNoServiceHoldsAnyMore_endsAsDropped() {
        journal.datagram(AT, RUN.getBytes(UTF_8));
        journal.settle(AT + 1);
        assertEquals(List.of("dropped 0"), ends());

        journal.left(posthog(RUN, "udp"));
        assertEquals(List.of("open 0"), ends(), "what left after all was not dropped");
    }

    @Test
    void settle_leavesRequestsToTheirAnswers() {
        Witness.Answered answered = journal.request(AT, "application/json", "", RUN.getBytes(UTF_8));
        journal.settle(AT + 1);
        assertEquals(List.of("open 0"), ends());

        answered.with(200, "{\"ok\":true}".getBytes(UTF_8));
        assertEquals(List.of("copy 0"), ends(), "accepted, and no event of its own has left");
    }

    @Test
    void refusedRequests_keepTheirReason() {
        journal.request(AT, "application/json", "", RUN.getBytes(UTF_8))
                .with(502, "{\"error\":\"forward_failed\"}".getBytes(UTF_8));
        assertEquals(List.of("open 0"), ends());
        assertEquals("forward_failed", only().path("error").stringValue());
    }

    @Test
    void omissions_sayTheirRule() {
        journal.datagram(AT, """
                {"event_label":"runtime_started","session_id":"s1","run_kind":"script","colour":"red","method":"shell",
                 "payload":{"jit_enabled":"perhaps","duration_us":3,"note":1,"provider":{"x":1,"device":{"y":2}}}}""".getBytes(UTF_8));

        List<String> rules = new ArrayList<>();
        only().path("omissions")
                .forEach(one -> rules.add(
                        one.path("name").stringValue() + " " + one.path("rule").stringValue()));
        assertEquals(
                Set.of(
                        "colour is no field of an event",
                        "note is no field of payload",
                        "x is no field of payload.provider",
                        "y is no field of payload.provider.device",
                        "jit_enabled does not have the form that is kept: true or false",
                        "method belongs to installer events",
                        "duration_us belongs to runtime_finished"),
                Set.copyOf(rules));
    }

    @Test
    void batch_isTakenApart_andEachEventHasItsOutcome() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write((RUN + "\n\n{\"event_label\":\"nope\"}\n").getBytes(UTF_8));
        }
        journal.request(AT, "application/x-ndjson", "gzip", zipped.toByteArray())
                .with(
                        200,
                        "{\"ok\":false,\"results\":[{\"index\":1,\"status\":400,\"error\":\"invalid_event\"}]}"
                                .getBytes(UTF_8));

        assertEquals(
                List.of("200 ", "400 invalid_event"),
                journal.changedSince(0).stream()
                        .map(json -> json.path("status").intValue() + " "
                                + json.path("error").stringValue())
                        .toList());
    }

    @Test
    void array_isTakenApart() {
        journal.request(AT, "application/json", "", ("[" + RUN + "," + INSTALL + "]").getBytes(UTF_8));

        assertEquals(2, journal.changedSince(0).size());
    }

    @Test
    void anyBytes_areShownAsText() {
        journal.datagram(AT, new byte[] {(byte) 0xff, 0, '<', 'b', '>'});

        assertEquals("invalid_json", only().path("refusal").stringValue());
        assertTrue(only().path("text").stringValue().endsWith("<b>"));
    }

    @Test
    void memory_isBounded() {
        byte[] large = ("{\"x\":\"" + "y".repeat(60_000) + "\"}").getBytes(UTF_8);
        for (int i = 0; i < 1000; i++) {
            journal.datagram(AT, large);
        }

        assertEquals(300, journal.changedSince(0).size());
        assertTrue(journal.changedSince(0).getFirst().path("text").stringValue().length() < 20_000);
        assertEquals(1000, journal.traffic().udp().sum());
    }

    @Test
    void changedSince_givesOnlyWhatIsNew() {
        journal.datagram(AT, RUN.getBytes(UTF_8));
        long seen = journal.revision();
        assertEquals(0, journal.changedSince(seen).size());

        journal.left(posthog(RUN, "udp"));
        assertEquals(1, journal.changedSince(seen).size());
    }

    private List<String> ends() {
        return journal.changedSince(0).stream()
                .map(json ->
                        json.path("end").stringValue() + " " + json.path("twin").intValue())
                .toList();
    }

    private JsonNode only() {
        assertEquals(1, journal.changedSince(0).size());
        return journal.changedSince(0).getFirst();
    }

    private static Departure posthog(String text, String path) {
        Event event = read(text, path);
        return new Departure(BackEnd.POSTHOG, event.distinctId(), JSON.readTree(PostHogProjection.write(event)), "");
    }

    private static Departure ga4(String text, String path) {
        Event event = read(text, path);
        return new Departure(BackEnd.GA4, event.distinctId(), JSON.readTree(Ga4Projection.write(event, AT + 5)), "");
    }

    private static Event read(String text, String path) {
        byte[] bytes = text.getBytes(UTF_8);
        return (Event) new EventReader(Omission.Observer.NONE).read(bytes, 0, bytes.length, new Arrival(AT + 3, path));
    }
}
