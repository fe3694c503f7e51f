package com.runmat.telemetry.worker.kit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** Refuses what PostHog's capture service refuses, the whole batch for one bad event, and keeps the rest. */
public final class PostHogServer extends BackEndServer {
    public static final String KEY = "phc_test";

    private static final Set<String> ILLEGAL = Set.of("", "0", "anonymous", "null", "undefined", "none", "guest");

    private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();

    public PostHogServer() {
        super(null);
    }

    /** One behind HTTPS. */
    public PostHogServer(SSLContext certificate) {
        super(certificate);
    }

    /** Every event acknowledged, a repeated one as often as it came. */
    public List<Map<String, Object>> events() {
        return events;
    }

    /** The properties of the last event. */
    public Map<String, Object> lastProperties() {
        return properties(events.get(events.size() - 1));
    }

    public static Map<String, Object> properties(Map<String, Object> event) {
        return Tree.asObject(event.getOrDefault("properties", ""));
    }

    @Override
    Reply take(Request request) {
        if (!request.method().equals("POST") || !request.path().equals("/batch/")) {
            return Reply.of(404);
        }
        Map<String, Object> body;
        try {
            body = Tree.object(request.body());
        } catch (RuntimeException noJson) {
            return Reply.of(400);
        }
        if (!KEY.equals(body.get("api_key"))) {
            return Reply.of(401);
        }
        List<Map<String, Object>> batch = Tree.asList(body.getOrDefault("batch", List.of())).stream()
                .map(Tree::asObject)
                .toList();
        if (batch.isEmpty() || body.containsKey("sent_at") || !batch.stream().allMatch(PostHogServer::good)) {
            return Reply.of(400);
        }
        events.addAll(batch);
        return Reply.of(200);
    }

    private static boolean good(Map<String, Object> event) {
        try {
            UUID.fromString(String.valueOf(event.get("uuid")));
            Instant.parse(String.valueOf(event.get("timestamp")));
        } catch (RuntimeException malformed) {
            return false;
        }
        return event.get("event") instanceof String name
                && !name.isEmpty()
                && event.get("distinct_id") instanceof String id
                && !ILLEGAL.contains(id)
                && event.get("properties") instanceof Map<?, ?>;
    }
}
