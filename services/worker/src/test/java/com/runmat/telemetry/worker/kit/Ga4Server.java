package com.runmat.telemetry.worker.kit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** Answers 204 to everything, as GA4 does, and records what it would throw away. */
public final class Ga4Server extends BackEndServer {
    public static final String MEASUREMENT_ID = "G-TEST";
    public static final String SECRET = "ga4-secret";

    private static final int MAX_BYTES = 130_000;

    private final List<Map<String, Object>> bodies = new CopyOnWriteArrayList<>();
    private final List<String> mistakes = new CopyOnWriteArrayList<>();

    public Ga4Server() {
        super(null);
    }

    /** One behind HTTPS. */
    public Ga4Server(SSLContext certificate) {
        super(certificate);
    }

    public List<Map<String, Object>> bodies() {
        return bodies;
    }

    /** All events taken, in order. */
    public List<Map<String, Object>> events() {
        return bodies.stream()
                .flatMap(body -> Tree.asList(body.getOrDefault("events", List.of())).stream())
                .map(Tree::asObject)
                .toList();
    }

    /** What GA4 would have dropped without a word. */
    public List<String> mistakes() {
        return mistakes;
    }

    @Override
    Reply take(Request request) {
        check(request.path().equals("/mp/collect"), "path " + request.path());
        check(request.query().equals("measurement_id=" + MEASUREMENT_ID + "&api_secret=" + SECRET), "query");
        check(request.body().length() < MAX_BYTES, "size");
        Map<String, Object> body = Tree.object(request.body());
        check(body.get("client_id") instanceof String, "client_id");
        check(Boolean.TRUE.equals(body.get("non_personalized_ads")), "non_personalized_ads");
        check(Map.of("ad_user_data", "DENIED", "ad_personalization", "DENIED").equals(body.get("consent")), "consent");
        List<Object> events = Tree.asList(body.getOrDefault("events", List.of()));
        check(!events.isEmpty() && events.size() <= 25, "number of events");
        events.forEach(event -> check(Tree.asObject(event)));
        bodies.add(body);
        return new Reply(204, "", Duration.ZERO, null);
    }

    private void check(Map<String, Object> event) {
        name(String.valueOf(event.get("name")));
        Map<String, Object> params = Tree.asObject(event.getOrDefault("params", ""));
        check(params.size() <= 25, "number of parameters");
        check(String.valueOf(params.get("session_id")).matches("[0-9]+"), "session_id");
        check(params.get("engagement_time_msec") instanceof Long time && time >= 1, "engagement_time_msec");
        Object time = event.getOrDefault("timestamp_micros", 0L);
        check((Long) time <= System.currentTimeMillis() * 1000, "timestamp_micros");
        params.forEach((name, value) -> {
            name(name);
            check(String.valueOf(value).length() <= 100, "value of " + name);
        });
    }

    private void name(String name) {
        check(name.matches("[A-Za-z][A-Za-z0-9_]{0,39}"), "name " + name);
        check(!name.matches("(ga|google|firebase|gtag)_.*|cid|user_id|error|click"), "reserved " + name);
    }

    private void check(boolean good, String what) {
        if (!good) {
            mistakes.add(what);
        }
    }
}
