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
    RECEIVED("Events received, and requests refused before their events were read."),
    ACCEPTED("Events acknowledged by the required back end."),
    DUPLICATE("Duplicates of events that the required back end had already acknowledged."),
    PROBE_RECEIVED("Probe events received; not included in received."),
    PROBE_ACCEPTED("Probe events acknowledged by the required back end."),
    PROBE_DUPLICATE("Duplicates of probe events."),
    PROBE_FAILED("Probe events that the required back end rejected or that did not reach it in time."),
    PROBE_UDP("Probe events that arrived by UDP; included in probe_received."),

    REFUSED_INVALID_JSON("Events or bodies that are not valid JSON."),
    REFUSED_INVALID_EVENT("Values that are not an event of the contract."),
    REFUSED_MISSING_SESSION("Runtime events without a session id."),
    REFUSED_INVALID_RUN_KIND("Events with a missing or unknown run_kind."),
    REFUSED_UNAUTHORIZED("Requests with a missing or wrong key."),
    REFUSED_NOT_FOUND("Requests for an unknown path."),
    REFUSED_METHOD_NOT_ALLOWED("Requests with a method that the path does not support."),
    REFUSED_PAYLOAD_TOO_LARGE("Events or bodies over the size limit."),
    REFUSED_UNSUPPORTED_MEDIA_TYPE("Requests with an unsupported media type, charset or content encoding."),
    REFUSED_FORWARD_FAILED("Events that the required back end rejected or that did not reach it in time."),
    REFUSED_OVERLOADED("Events or requests turned away because too much was pending."),
    REFUSED_TELEMETRY_DISABLED("Requests while no key or no back end is configured."),
    BROKEN_OFF("Requests whose body was cut off; not included in received."),

    POSTHOG_BATCHES("Requests sent to PostHog, retries included."),
    POSTHOG_DELIVERED("Events acknowledged by PostHog."),
    POSTHOG_FAILED("Events that PostHog rejected or that did not reach it in time."),
    POSTHOG_RETRIED("Requests to PostHog that were retried."),
    POSTHOG_SPLIT("Batches split because PostHog rejected them as a whole."),
    POSTHOG_UNAUTHORIZED("Responses in which PostHog rejected the API key."),
    POSTHOG_QUOTA_LIMITED("Responses in which PostHog said that it drops events because a quota is used up."),

    GA4_REQUESTS("Requests sent to GA4, retries included."),
    GA4_DELIVERED("Events acknowledged by GA4."),
    GA4_UNCONFIRMED("Events sent to GA4 but not acknowledged in time; they may have arrived."),
    GA4_FAILED("Events that did not reach GA4, whatever the reason."),
    GA4_LOST_REFUSED("Events rejected by GA4."),
    GA4_LOST_UNREACHABLE("Events lost because GA4 could not be reached."),
    GA4_LOST_QUEUE_FULL("Events lost because the queue for GA4 was full."),
    GA4_LOST_EXPIRED("Events lost because they waited too long for GA4."),
    GA4_LOST_SHUTDOWN("Events lost because the worker shut down before they were sent to GA4."),
    GA4_LOST_INTERNAL("Events for GA4 lost because of an internal error."),
    GA4_RETRIED("Requests to GA4 that were retried because GA4 had not taken them."),

    OMITTED_UNKNOWN_EVENT_FIELD("Members omitted: unknown at the top level of the event."),
    OMITTED_UNKNOWN_PAYLOAD_FIELD("Members omitted: unknown in the payload."),
    OMITTED_UNKNOWN_PROVIDER_FIELD("Members omitted: unknown in the provider."),
    OMITTED_UNKNOWN_DEVICE_FIELD("Members omitted: unknown in the device."),
    OMITTED_UNKNOWN_TELEMETRY_FIELD("Members omitted: unknown in the provider's telemetry."),
    OMITTED_UNKNOWN_COUNTER("Members omitted: unknown counter."),
    OMITTED_UNFIT_VALUE("Members omitted: wrong type, wrong shape or out of range."),
    OMITTED_OTHER_EVENTS_FIELD("Members omitted: they belong to another kind of event."),

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
            new Family("ga4_lost", "reason", "Events that did not reach GA4, by reason."),
            new Family("omitted", "class", "Members omitted from events, by class."),
            new Family("unfit", "field", "Values omitted because of their type, shape or range, by field."));

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
        this("Values of " + field.wireName() + " omitted: wrong type, wrong shape or out of range.");
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
