package com.runmat.telemetry.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.corpus.Corpus;
import com.runmat.telemetry.corpus.PrivateText;
import com.runmat.telemetry.local.standin.Departure;
import com.runmat.telemetry.local.standin.Departure.BackEnd;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plants every private text into every field of events that go by both paths through the services as they are deployed, and looks
 * for it wherever anything comes out: at PostHog, at GA4, in answers, logs and metrics.
 */
class PrivateTextTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 30;
    private static Deployed deployed;

    private final List<PrivateText> secrets = Corpus.privateTexts().stream()
            .filter(secret -> !secret.hasShapeOfId())
            .toList();
    private final StringBuilder answers = new StringBuilder();
    private final Set<String> sent = new HashSet<>();

    @BeforeAll
    static void start() throws Exception {
        deployed = Deployed.start(Map.of());
    }

    @AfterAll
    static void end() {
        deployed.close();
    }

    @Test
    void privateTexts_byBothPaths_comeOutNowhere() throws Exception {
        sendByHttps(List.of(started("x"), finished("x"), installed("x")));
        sendRefused(List.of("x"));
        allHaveLeft();
        String ordinary = everything().toLowerCase(Locale.ROOT);
        for (int from = 0; from < secrets.size(); from += AT_ONCE) {
            List<PrivateText> some = secrets.subList(from, Math.min(from + AT_ONCE, secrets.size()));
            List<String> events = new ArrayList<>();
            for (PrivateText secret : some) {
                events.addAll(List.of(started(secret.text()), finished(secret.text()), installed(secret.text())));
                sendByUdp(event("runtime_finished", secret.text(), false));
            }
            sendByHttps(events);
            sendRefused(some.stream().map(PrivateText::text).toList());
        }
        allHaveLeft();
        String everything = everything();
        for (PrivateText secret : secrets) {
            assertTrue(secret.canBeFound(ordinary), secret::text);
            assertEquals("", secret.traceIn(everything, ordinary), secret::text);
        }
        assertEquals(List.of(), deployed.refused());
    }

    private void sendByHttps(List<String> events) throws Exception {
        HttpResponse<String> answer = deployed.https("[" + String.join(",", events) + "]");
        assertEquals("200 {\"ok\":true}", answer.statusCode() + " " + answer.body());
        answers.append(answer.headers().map());
    }

    /** None that is dropped for its size. */
    private void sendByUdp(String datagram) throws Exception {
        assertTrue(datagram.getBytes(UTF_8).length <= 16 * 1024, datagram);
        deployed.udp(datagram);
    }

    /** Texts in the places that decide whether it is an event, in place of the JSON, and as a datagram. */
    private void sendRefused(List<String> texts) throws Exception {
        for (String planted : texts) {
            String text = JSON.writeValueAsString(planted);
            answers.append(deployed.https("{\"event_label\":" + text + ",\"run_kind\":" + text + "}")
                    .body());
            answers.append(
                    deployed.https("[{\"event_label\":\"install_start\",\"run_kind\":" + text + "},{" + text + "}]")
                            .body());
            sendByUdp(planted);
            sendByUdp("{\"event_label\":" + text + "}");
        }
    }

    /** All events of both paths have reached both back ends. */
    private void allHaveLeft() {
        await().atMost(PATIENCE)
                .until(() -> uuids(BackEnd.POSTHOG).containsAll(sent)
                        && deployed.counted(BackEnd.GA4).size()
                                == deployed.counted(BackEnd.POSTHOG).size());
    }

    private static Set<String> uuids(BackEnd backEnd) {
        Set<String> uuids = new HashSet<>();
        deployed.counted(backEnd)
                .forEach(departure -> uuids.add(departure.event().path("uuid").asString()));
        return uuids;
    }

    private String everything() throws Exception {
        StringBuilder all = new StringBuilder(answers).append(deployed.output());
        for (BackEnd backEnd : BackEnd.values()) {
            for (Departure departure : deployed.counted(backEnd)) {
                all.append(departure.client()).append(departure.event());
            }
        }
        return all.toString();
    }

    private String started(String text) {
        return event("runtime_started", text, true);
    }

    private String finished(String text) {
        return event("runtime_finished", text, true);
    }

    private String installed(String text) {
        return event("install_failed", text, true);
    }

    private String event(String label, String text, boolean others) {
        String uuid = UUID.randomUUID().toString();
        sent.add(uuid);
        return PlantedEvent.of(label, text, uuid, others);
    }
}
