package com.runmat.telemetry.local.journal;

import com.runmat.telemetry.contract.Ga4Projection;
import com.runmat.telemetry.contract.PostHogProjection;
import com.runmat.telemetry.local.standin.Departure;
import com.runmat.telemetry.local.standin.Departure.BackEnd;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One event as it was received, and what has become of it so far. Guarded by its journal. */
final class Sighting {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final long id;
    private final long atMillis;
    private final String path;
    private final int bytes;
    private final Glance glance;
    private final @Nullable JsonNode expectedPostHog;
    private final @Nullable JsonNode expectedGa4;
    private final Map<BackEnd, Departure> left = new EnumMap<>(BackEnd.class);
    private int status;
    private String error = "";
    private long twin;
    private End end = End.OPEN;
    private long revision;

    Sighting(long id, long atMillis, String path, int bytes, Glance glance) {
        this.id = id;
        this.atMillis = atMillis;
        this.path = path;
        this.bytes = bytes;
        this.glance = glance;
        this.expectedPostHog = glance.event() == null ? null : JSON.readTree(PostHogProjection.write(glance.event()));
        this.expectedGa4 = glance.event() == null ? null : JSON.readTree(Ga4Projection.write(glance.event(), atMillis));
    }

    long revision() {
        return revision;
    }

    void touch(long now) {
        revision = now;
    }

    /** True when the other is a copy of the same event, as the contract counts. */
    boolean sameEvent(Sighting other) {
        return glance.event() != null && !glance.minted() && glance.event().equals(other.glance.event());
    }

    /** True when nothing that is kept tells the two apart. */
    boolean isAlike(Sighting other) {
        return other != this
                && expectedPostHog != null
                && other.expectedPostHog != null
                && expectedPostHog.path("properties").equals(other.expectedPostHog.path("properties"));
    }

    /** True while it may still leave by itself: nothing has been heard of it that ends it. */
    boolean isOpen() {
        return glance.event() != null && left.isEmpty() && twin == 0 && error.isEmpty() && end == End.OPEN;
    }

    boolean isDatagram() {
        return path.equals("udp");
    }

    boolean isOlderThan(long millis) {
        return atMillis < millis;
    }

    void mergedWith(Sighting other) {
        twinOf(other);
        end = End.MERGED;
    }

    void endedAs(End how) {
        end = how;
    }

    boolean hasLeft(BackEnd backEnd) {
        Departure departure = left.get(backEnd);
        return departure != null && departure.counted();
    }

    void left(Departure departure) {
        left.put(departure.backEnd(), departure);
        end = End.OPEN;
    }

    void answered(int answer, String reason) {
        status = answer;
        error = reason;
    }

    void twinOf(Sighting first) {
        if (twin == 0 && first != this) {
            twin = first.id;
        }
    }

    /** True when this is what left, on this very path. */
    boolean isSource(Departure departure) {
        return switch (departure.backEnd()) {
            case POSTHOG -> isPostHog(departure.event());
            case GA4 -> isGa4(departure);
        };
    }

    /** By uuid; an event whose uuid is minted later is known by all that is kept of it. */
    private boolean isPostHog(JsonNode event) {
        if (expectedPostHog == null) {
            return false;
        }
        boolean sameId = glance.minted() || expectedPostHog.path("uuid").equals(event.path("uuid"));
        return sameId && expectedPostHog.path("properties").equals(event.path("properties"));
    }

    /** Nothing that leaves for GA4 names the event, so all that leaves is compared, but for what is made from a minted uuid. */
    private boolean isGa4(Departure departure) {
        if (expectedGa4 == null || glance.event() == null) {
            return false;
        }
        JsonNode params = departure.event().path("params");
        return expectedGa4.path("name").equals(departure.event().path("name"))
                && (glance.minted() || glance.event().distinctId().equals(departure.client()))
                && (glance.minted()
                        ? withoutSession(expectedGa4.path("params")).equals(withoutSession(params))
                        : expectedGa4.path("params").equals(params));
    }

    private static JsonNode withoutSession(JsonNode params) {
        return params instanceof ObjectNode object ? object.deepCopy().without("session_id") : params;
    }

    /** For the page. */
    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode()
                .put("id", id)
                .put("at", atMillis)
                .put("path", path)
                .put("bytes", bytes)
                .put("text", glance.text())
                .put("label", glance.label())
                .put("refusal", glance.refusal())
                .put("status", status)
                .put("error", error)
                .put("twin", twin)
                .put("end", end.name().toLowerCase(Locale.ROOT));
        glance.leftOut()
                .forEach(one -> json.withArray("omissions")
                        .addObject()
                        .put("name", one.shownName())
                        .put("why", one.why().wireName())
                        .put("rule", one.rule()));
        left.forEach((backEnd, departure) -> json.putObject(backEnd.name().toLowerCase(Locale.ROOT))
                .put("counted", departure.counted())
                .put("problem", departure.problem())
                .set("event", departure.event()));
        return json;
    }
}
