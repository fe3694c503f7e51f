package com.runmat.telemetry.local.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing that Google throws away, one by one; the answer is 204 all the same. */
class Ga4RulesTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final String COLLECT = "/mp/collect?measurement_id=G-1&api_secret=s";
    private static final String EVENT = """
            {"name":"run","timestamp_micros":1799999999000000,"params":{"session_id":"123","engagement_time_msec":1,"os":"linux"}}""";
    private static final String GOOD = """
            {"client_id":"c","non_personalized_ads":true,"consent":{"ad_user_data":"DENIED"},"events":[%s]}""".formatted(EVENT);

    private final List<Departure> seen = new CopyOnWriteArrayList<>();
    private final StandIn ga4 = StandIn.start(
            0, new Ga4Rules("G-1", "s", Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC)), seen::add);

    @AfterEach
    void close() {
        ga4.close();
    }

    @Test
    void collect_good_isCounted() throws Exception {
        assertEquals("", problem(COLLECT, GOOD));
        assertEquals("c", seen.getFirst().client());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"client_id\":\"c\"}", "{\"client_id\":\"c\",\"events\":[]}"})
    void collect_withoutEvents_isThrownAway(String body) throws Exception {
        assertFalse(problem(COLLECT, body).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mp/collect",
                "/mp/collect?measurement_id=G-1",
                "/mp/collect?measurement_id=G-2&api_secret=s",
                "/mp/collect?measurement_id=G-1&api_secret=t"
            })
    void collect_wrongCredentials_isThrownAway(String path) throws Exception {
        assertTrue(problem(path, GOOD).matches("(measurement_id|api_secret): .*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"client_id\":\"c\" | \"client_id\":\"\" | client_id",
                "\"client_id\":\"c\", | ~~ | client_id",
                "non_personalized_ads | colour | colour",
                "DENIED | PERHAPS | consent",
                "\"run\" | \"run-1\" | name",
                "\"run\" | \"1run\" | name",
                "\"run\" | \"\" | name",
                "\"run\" | \"a2345678901234567890123456789012345678901\" | name",
                "\"run\" | \"error\" | reserved",
                "\"run\" | \"session_start\" | reserved",
                "\"run\" | \"os_update\" | reserved",
                "\"run\" | \"firebase_run\" | reserved",
                "\"run\" | \"ga_run\" | reserved",
                "\"os\" | \"o-s\" | name o-s",
                "\"os\" | \"user_id\" | reserved",
                "\"os\" | \"google_os\" | reserved",
                "\"linux\" | true | neither text nor a number",
                "\"linux\" | null | neither text nor a number",
                "\"linux\" | {} | neither text nor a number",
                "\"123\" | \"12-3\" | session_id",
                "\"session_id\":\"123\", | ~~ | session_id",
                "\"engagement_time_msec\":1, | ~~ | engagement_time_msec",
                "\"engagement_time_msec\":1 | \"engagement_time_msec\":0 | engagement_time_msec",
                "1799999999000000 | 1800000000001000 | future",
                "1799999999000000 | 1799740799999000 | 72 h",
                "1799999999000000 | \"now\" | whole number",
            })
    void event_wrong_isThrownAway(String good, String wrong, String reason) throws Exception {
        String body = GOOD.replace(good, wrong);
        assertFalse(body.equals(GOOD), "the case must change something");

        assertTrue(problem(COLLECT, body).contains(reason), () -> seen.toString());
    }

    @Test
    void value_longerThan100_isThrownAway() throws Exception {
        assertEquals("", problem(COLLECT, GOOD.replace("linux", "x".repeat(100))));
        assertTrue(problem(COLLECT, GOOD.replace("linux", "x".repeat(101))).contains("longer"));
    }

    @Test
    void parameters_above25_areThrownAway() throws Exception {
        assertEquals("", problem(COLLECT, GOOD.replace("\"os\":\"linux\"", parameters(23))));
        assertTrue(problem(COLLECT, GOOD.replace("\"os\":\"linux\"", parameters(24)))
                .contains("params"));
    }

    @Test
    void events_above25_areThrownAwayTogether() throws Exception {
        assertEquals("", problem(COLLECT, GOOD.replace(EVENT, String.join(",", Collections.nCopies(25, EVENT)))));
        problem(COLLECT, GOOD.replace(EVENT, String.join(",", Collections.nCopies(26, EVENT))));
        assertEquals(26, seen.size());
        assertTrue(seen.stream().noneMatch(Departure::counted));
    }

    @Test
    void body_of130kB_isThrownAway() throws Exception {
        assertTrue(problem(COLLECT, GOOD + " ".repeat(130_000)).contains("130 kB"));
    }

    @Test
    void debug_saysWhatIsWrong_andCountsNothing() throws Exception {
        String answer = Sent.plain(ga4, "/debug/mp/collect", GOOD.replace("\"run\"", "\"error\""))
                .body();

        assertTrue(answer.contains("validationMessages") && answer.contains("reserved"), answer);
        assertEquals(
                "{\"validationMessages\":[]}",
                Sent.plain(ga4, "/debug/mp/collect", GOOD).body());
        assertTrue(seen.isEmpty());
    }

    @Test
    void path_other_is404_andOtherMethod_405() throws Exception {
        assertEquals(404, Sent.plain(ga4, "/g/collect", GOOD).statusCode());
        assertEquals(
                405,
                Sent.send(HttpRequest.newBuilder(URI.create(ga4.url() + COLLECT)))
                        .statusCode());
    }

    /** The problem of the first event; the answer must be the one that tells nothing. */
    private String problem(String path, String body) throws Exception {
        seen.clear();
        assertEquals(204, Sent.plain(ga4, path, body).statusCode());
        return seen.getFirst().problem();
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","));
    }
}
