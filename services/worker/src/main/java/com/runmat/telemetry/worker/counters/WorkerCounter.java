package com.runmat.telemetry.worker.counters;

import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Counter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Everything the worker counts. When no request is open, these hold:
 *
 * <ul>
 *   <li>{@code received = accepted + duplicate + the sum of refused_*}
 *   <li>{@code accepted = posthog_delivered} where PostHog is configured, else {@code accepted = ga4_delivered + ga4_unconfirmed}
 *   <li>{@code accepted = ga4_delivered + ga4_unconfirmed + ga4_failed +} what still waits for GA4, where both are configured
 *   <li>{@code ga4_failed} = the sum of {@code ga4_lost_*}
 *   <li>{@code probe_received = probe_accepted + probe_duplicate + probe_failed}; a probe's events are in no other of these sums
 * </ul>
 *
 * <p>In Prometheus' text the {@code refused_} are {@code telemetry_worker_refused_total} with a label {@code reason}, the
 * {@code omitted_} are {@code telemetry_worker_omitted_total} with a label {@code class}, the {@code unfit_} are {@code
 * telemetry_worker_unfit_total} with a label {@code field}.
 *
 * <p>Alert when {@code refused_forward_failed}, {@code refused_overloaded} or {@code ga4_failed} grow, and on any
 * {@code refused_telemetry_disabled} or {@code posthog_unauthorized}.
 */
public enum WorkerCounter implements Counter {
    // spotless:off
    RECEIVED("events received, and requests refused before their events were read"),
    ACCEPTED("events that the required back end acknowledged"),
    DUPLICATE("second copies of events that the required back end had acknowledged"),
    PROBE_RECEIVED("events of ./telemetry probe; they are not among the received"),
    PROBE_ACCEPTED("events of a probe that the required back end acknowledged"),
    PROBE_DUPLICATE("second copies of a probe's events"),
    PROBE_FAILED("events of a probe that the required back end refused or that did not reach it in time"),
    PROBE_UDP("events of a probe that came by UDP; they are among the probe's received too"),

    REFUSED_INVALID_JSON("events or bodies that are no JSON"),
    REFUSED_INVALID_EVENT("values that are no event of the contract"),
    REFUSED_MISSING_SESSION("runtime events without a session"),
    REFUSED_INVALID_RUN_KIND("events with a missing or unknown kind of run"),
    REFUSED_UNAUTHORIZED("requests without an accepted key"),
    REFUSED_NOT_FOUND("requests for an unknown path"),
    REFUSED_METHOD_NOT_ALLOWED("requests with a method that the path does not have"),
    REFUSED_PAYLOAD_TOO_LARGE("events or bodies above their limit"),
    REFUSED_UNSUPPORTED_MEDIA_TYPE("requests of another media type, charset or content encoding"),
    REFUSED_FORWARD_FAILED("events that the required back end refused or that did not reach it in time"),
    REFUSED_OVERLOADED("events or requests turned away because too much was pending"),
    REFUSED_TELEMETRY_DISABLED("requests while no key or no back end is configured"),
    BROKEN_OFF("requests whose body never came to its end; they are not among the received"),

    POSTHOG_BATCHES("requests sent to PostHog, repeated ones included"),
    POSTHOG_DELIVERED("events that PostHog acknowledged"),
    POSTHOG_FAILED("events that PostHog refused or that did not reach it in time"),
    POSTHOG_RETRIED("requests to PostHog that were repeated"),
    POSTHOG_SPLIT("batches split because PostHog refused them as a whole"),
    POSTHOG_UNAUTHORIZED("answers of PostHog that it does not know the API key"),
    POSTHOG_QUOTA_LIMITED("answers of PostHog that it drops what it acknowledges because a quota is used up"),

    GA4_REQUESTS("requests sent to GA4, repeated ones included"),
    GA4_DELIVERED("events that GA4 acknowledged"),
    GA4_UNCONFIRMED("events sent to GA4 that it did not acknowledge in time; they may have arrived"),
    GA4_FAILED("events that did not get to GA4, for one of the reasons that follow"),
    GA4_LOST_REFUSED("events that GA4 refused"),
    GA4_LOST_UNREACHABLE("events lost because no connection to GA4 came about"),
    GA4_LOST_QUEUE_FULL("events lost because too many waited for GA4"),
    GA4_LOST_EXPIRED("events lost because they had waited for GA4 too long"),
    GA4_LOST_SHUTDOWN("events lost because the worker ended before they were sent to GA4"),
    GA4_LOST_INTERNAL("events lost on the way to GA4 by a defect"),
    GA4_RETRIED("requests to GA4 that were repeated, because it had said that it did not take them"),

    OMITTED_UNKNOWN_EVENT_FIELD("members left out: unknown at the event's top level"),
    OMITTED_UNKNOWN_PAYLOAD_FIELD("members left out: unknown in the payload"),
    OMITTED_UNKNOWN_PROVIDER_FIELD("members left out: unknown in the provider"),
    OMITTED_UNKNOWN_DEVICE_FIELD("members left out: unknown in the device"),
    OMITTED_UNKNOWN_TELEMETRY_FIELD("members left out: unknown in the provider's telemetry"),
    OMITTED_UNKNOWN_COUNTER("members left out: unknown counter"),
    OMITTED_UNFIT_VALUE("members left out: a value of another type or shape, or outside its range"),
    OMITTED_OTHER_EVENTS_FIELD("members left out: they belong to another kind of event"),

    UNFIT_EVENT_LABEL(Field.EVENT_LABEL), UNFIT_UUID(Field.UUID), UNFIT_CID(Field.CID),
    UNFIT_SESSION_ID(Field.SESSION_ID), UNFIT_RUN_KIND(Field.RUN_KIND), UNFIT_OS(Field.OS), UNFIT_ARCH(Field.ARCH),
    UNFIT_PLATFORM(Field.PLATFORM), UNFIT_RELEASE(Field.RELEASE), UNFIT_METHOD(Field.METHOD),
    UNFIT_RECEIVED_AT(Field.RECEIVED_AT), UNFIT_TRANSPORT(Field.TRANSPORT), UNFIT_TIMESTAMP(Field.TIMESTAMP),
    UNFIT_JIT_ENABLED(Field.JIT_ENABLED), UNFIT_ACCELERATE_ENABLED(Field.ACCELERATE_ENABLED),
    UNFIT_DURATION_US(Field.DURATION_US), UNFIT_SUCCESS(Field.SUCCESS), UNFIT_JIT_USED(Field.JIT_USED),
    UNFIT_ERROR_CLASS(Field.ERROR_CLASS), UNFIT_FAILURE_STAGE(Field.FAILURE_STAGE),
    UNFIT_FAILURE_CODE(Field.FAILURE_CODE), UNFIT_FAILURE_HAS_SPAN(Field.FAILURE_HAS_SPAN),
    UNFIT_FAILURE_HOST(Field.FAILURE_HOST), UNFIT_FAILURE_COMPONENT(Field.FAILURE_COMPONENT),
    UNFIT_TOTAL_EXECUTIONS(Field.TOTAL_EXECUTIONS), UNFIT_JIT_COMPILED(Field.JIT_COMPILED),
    UNFIT_INTERPRETER_FALLBACK(Field.INTERPRETER_FALLBACK), UNFIT_DEVICE_NAME(Field.DEVICE_NAME),
    UNFIT_DEVICE_VENDOR(Field.DEVICE_VENDOR), UNFIT_DEVICE_BACKEND(Field.DEVICE_BACKEND),
    UNFIT_GPU_WALL_NS(Field.GPU_WALL_NS), UNFIT_GPU_RATIO(Field.GPU_RATIO),
    UNFIT_GPU_DISPATCHES(Field.GPU_DISPATCHES), UNFIT_GPU_UPLOAD_BYTES(Field.GPU_UPLOAD_BYTES),
    UNFIT_GPU_DOWNLOAD_BYTES(Field.GPU_DOWNLOAD_BYTES), UNFIT_FUSION_CACHE_HITS(Field.FUSION_CACHE_HITS),
    UNFIT_FUSION_CACHE_MISSES(Field.FUSION_CACHE_MISSES), UNFIT_FUSION_HIT_RATIO(Field.FUSION_HIT_RATIO);
    // spotless:on

    private static final List<Family> FAMILIES = List.of(
            new Family("refused", "reason", "Events and requests refused, by reason."),
            new Family("ga4_lost", "reason", "Events that did not get to GA4, by reason."),
            new Family("omitted", "class", "Members left out of events, by class."),
            new Family("unfit", "field", "Values left out of events for their type, shape or range, by field."));

    private static final Map<Refusal, WorkerCounter> BY_REFUSAL =
            byName(Refusal.class, refusal -> "REFUSED_" + refusal.name());
    private static final Map<Omission, WorkerCounter> BY_OMISSION =
            byName(Omission.class, omission -> "OMITTED_" + omission.name());

    private static final Map<Field, WorkerCounter> BY_UNFIT_FIELD = byUnfitField();

    private final String key = name().toLowerCase(Locale.ROOT);
    private final String meaning;

    WorkerCounter(String meaning) {
        this.meaning = meaning;
    }

    WorkerCounter(Field field) {
        this("values left out: %s of another type or shape, or outside its range".formatted(field.wireName()));
    }

    /** The one counter of this refusal. */
    public static WorkerCounter of(Refusal refusal) {
        return Objects.requireNonNull(BY_REFUSAL.get(refusal));
    }

    /** The one counter of this omission. */
    public static WorkerCounter of(Omission omission) {
        return Objects.requireNonNull(BY_OMISSION.get(omission));
    }

    /** The counter of this field's values that were left out; they are among {@link #OMITTED_UNFIT_VALUE} too. */
    public static WorkerCounter unfit(Field field) {
        return Objects.requireNonNull(BY_UNFIT_FIELD.get(field));
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public List<Family> families() {
        return FAMILIES;
    }

    private static Map<Field, WorkerCounter> byUnfitField() {
        Map<Field, WorkerCounter> counters = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            if (!field.places().isEmpty()) {
                counters.put(field, valueOf("UNFIT_" + field.name()));
            }
        }
        return counters;
    }

    private static <K extends Enum<K>> Map<K, WorkerCounter> byName(Class<K> type, Function<K, String> name) {
        Map<K, WorkerCounter> counters = new EnumMap<>(type);
        for (K key : type.getEnumConstants()) {
            counters.put(key, valueOf(name.apply(key)));
        }
        return counters;
    }
}
