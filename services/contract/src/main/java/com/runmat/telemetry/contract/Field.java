package com.runmat.telemetry.contract;

import static com.runmat.telemetry.contract.Place.counter;
import static com.runmat.telemetry.contract.Place.device;
import static com.runmat.telemetry.contract.Place.figure;
import static com.runmat.telemetry.contract.Place.payload;
import static com.runmat.telemetry.contract.Place.top;
import static com.runmat.telemetry.contract.Place.total;
import static com.runmat.telemetry.contract.Scope.EVERY;
import static com.runmat.telemetry.contract.Scope.FINISHED;
import static com.runmat.telemetry.contract.Scope.INSTALL;
import static com.runmat.telemetry.contract.Scope.RUNTIME;

import com.runmat.telemetry.contract.FieldType.AnyId;
import com.runmat.telemetry.contract.FieldType.Composed;
import com.runmat.telemetry.contract.FieldType.Decimal;
import com.runmat.telemetry.contract.FieldType.Flag;
import com.runmat.telemetry.contract.FieldType.OneOf;
import com.runmat.telemetry.contract.FieldType.Text;
import com.runmat.telemetry.contract.FieldType.Whole;
import com.runmat.telemetry.shapes.ErrorClass;
import com.runmat.telemetry.shapes.FailureCode;
import com.runmat.telemetry.shapes.Identifier;
import com.runmat.telemetry.shapes.OneOrOther;
import com.runmat.telemetry.shapes.Platform;
import com.runmat.telemetry.shapes.ProductName;
import com.runmat.telemetry.shapes.Version;
import com.runmat.telemetry.shapes.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The table of all that is ever read from a client's event and of all that ever leaves. Reader, projections, JSON Schema
 * and the documents' tables are made from it; what has no row here does not exist for this project.
 *
 * <p>A row without a place is made by the reader from other rows. Limits follow section 4 of the wire contract; where it
 * leaves a number open ("sane"), the row's bound is far above what real clients send and far below what could encode text.
 */
public enum Field {
    // spotless:off
    EVENT_LABEL(labels(), EVERY, top("event_label", "event"), "event_label", null, "which event it is"),
    UUID(new AnyId(), EVERY, top("uuid"), null, null, "the event's own id; leaves as `uuid`"),
    CID(new AnyId(), EVERY, top("cid"), null, null, "anonymous client id; leaves as `distinct_id` and GA4's `client_id`"),
    SESSION_ID(new AnyId(), EVERY, top("session_id"), "session_id", null, "the run; GA4 gets a number made from it"),
    RUN_KIND(words("script", "repl", "benchmark", "kernel", "install"), EVERY, top("run_kind"), "run_kind", "run_kind", "what kind of run"),
    OS(new Text(new Word()), EVERY, top("os"), "os", "os", "operating system"),
    ARCH(new Text(new Word()), EVERY, top("arch"), "arch", "arch", "processor architecture"),
    PLATFORM(new Text(new Platform()), INSTALL, top("platform"), "platform", "platform", "platform of the downloaded build"),
    RELEASE(new Text(new Version()), EVERY, top("release"), "release", "release", "RunMat's version"),
    METHOD(words("shell", "powershell"), INSTALL, top("method"), "method", "method", "which installer"),
    RECEIVED_AT(moment(), EVERY, top("received_at_ms"), null, null, "stamped by the UDP forwarder: arrival in ms since 1970"),
    TRANSPORT(words("https", "udp"), EVERY, top("transport"), "transport", "transport", "the path on which it arrived; stamped here"),

    TIMESTAMP(moment(), RUNTIME, payload("timestamp_ms"), null, null, "the client's clock in ms since 1970; leaves as `timestamp`"),
    JIT_ENABLED(new Flag(), RUNTIME, payload("jit_enabled"), "jit_enabled", "jit_enabled", "JIT compilation switched on"),
    ACCELERATE_ENABLED(new Flag(), RUNTIME, payload("accelerate_enabled"), "accelerate_enabled", "accelerate_enabled", "GPU acceleration switched on"),

    DURATION_US(new Whole(0, 31_536_000_000_000L), FINISHED, payload("duration_us"), "duration_us", "duration_us", "the run's length in µs, up to a year"),
    SUCCESS(new Flag(), FINISHED, payload("success"), "success", null, "whether the run ended without error"),
    JIT_USED(new Flag(), FINISHED, payload("jit_used"), "jit_used", "jit_used", "JIT-compiled code ran"),
    ERROR_CLASS(new Text(new ErrorClass()), FINISHED, payload("error"), "error_class", "error_class", "the error's class"),
    FAILURE_STAGE(new Text(new Identifier()), FINISHED, payload("runtime.failure.stage"), "failure_stage", "failure_stage", "stage that failed"),
    FAILURE_CODE(new Text(new FailureCode()), FINISHED, payload("runtime.failure.code"), "failure_code", "failure_code", "code of the failure"),
    FAILURE_HAS_SPAN(new Flag(), FINISHED, payload("runtime.failure.has_span"), "failure_has_span", null, "whether a source position was known"),
    FAILURE_HOST(new Text(OneOrOther.HOST), FINISHED, payload("runtime.failure.host"), "failure_host", null, "kind of host program"),
    FAILURE_COMPONENT(new Text(new Identifier()), FINISHED, payload("runtime.failure.component"), "failure_component", null, "component that failed"),
    TOTAL_EXECUTIONS(count(), FINISHED, counter("total_executions"), "total_executions", "total_executions", "statements executed"),
    JIT_COMPILED(count(), FINISHED, counter("jit_compiled"), "jit_compiled", null, "of these, compiled"),
    INTERPRETER_FALLBACK(count(), FINISHED, counter("interpreter_fallback"), "interpreter_fallback", null, "of these, interpreted after all"),
    DEVICE_NAME(new Text(ProductName.DEVICE), FINISHED, device("name"), "device_name", "device_name", "the GPU's product name"),
    DEVICE_VENDOR(new Text(ProductName.VENDOR), FINISHED, device("vendor"), "device_vendor", "device_vendor", "its vendor"),
    DEVICE_BACKEND(new Text(new Identifier()), FINISHED, device("backend"), "device_backend", "device_backend", "the graphics interface used"),
    GPU_WALL_NS(new Whole(0, 31_536_000_000_000_000L), FINISHED, total("gpu_wall_ns", "total_wall_time_ns"), "gpu_wall_ns", "gpu_wall_ns", "time on the GPU in ns"),
    GPU_RATIO(new Decimal(1000), FINISHED, payload("gpu_ratio"), "gpu_ratio", null, "share of the run spent on the GPU"),
    GPU_DISPATCHES(count(), FINISHED, total("gpu_dispatches", "count"), "gpu_dispatches", "gpu_dispatches", "GPU dispatches"),
    GPU_UPLOAD_BYTES(bytes(), FINISHED, figure("gpu_upload_bytes", "upload_bytes"), "gpu_upload_bytes", null, "bytes moved to the GPU"),
    GPU_DOWNLOAD_BYTES(bytes(), FINISHED, figure("gpu_download_bytes", "download_bytes"), "gpu_download_bytes", null, "bytes moved back"),
    FUSION_CACHE_HITS(count(), FINISHED, figure("fusion_cache_hits", "fusion_cache_hits"), "fusion_cache_hits", null, "fused kernels found in the cache"),
    FUSION_CACHE_MISSES(count(), FINISHED, figure("fusion_cache_misses", "fusion_cache_misses"), "fusion_cache_misses", null, "fused kernels not found"),
    FUSION_HIT_RATIO(new Decimal(1), FINISHED, payload("fusion_hit_ratio"), "fusion_hit_ratio", null, "share found"),

    STATUS(words("success", "failure"), EVERY, List.of(), "status", "status", "made here: how the run or installation ended"),
    GPU_USED(new Flag(), FINISHED, List.of(), "gpu_used", "gpu_used", "made here: anything was dispatched to a GPU"),
    SUMMARY(new Composed(100), EVERY, List.of(), "summary", null, "made here: the kept words in one line"),
    SOURCE(words("installer", "runtime"), EVERY, List.of(), "source", "source", "made here: which kind of client");
    // spotless:on

    /** {@link #values} without a new array at each call. */
    static final List<Field> ALL = List.of(values());

    /** 2024-01-01: RunMat sent nothing before; and 2100-01-01. */
    private static final long FIRST_MOMENT = 1_704_067_200_000L;

    private static final long LAST_MOMENT = 4_102_444_800_000L;

    @SuppressWarnings("ImmutableEnumChecker") // its records hold numbers and lists made by List.of
    private final FieldType type;

    private final Scope scope;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of and List.copyOf
    private final List<Place> places;

    private final @Nullable String posthog;
    private final @Nullable String ga4;
    private final String meaning;

    Field(
            FieldType type,
            Scope scope,
            List<Place> places,
            @Nullable String posthog,
            @Nullable String ga4,
            String meaning) {
        this.type = type;
        this.scope = scope;
        this.places = places;
        this.posthog = posthog;
        this.ga4 = ga4;
        this.meaning = meaning;
    }

    public FieldType type() {
        return type;
    }

    public Scope scope() {
        return scope;
    }

    /** The name by which documents and counters call it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where clients write it; empty when the reader makes it. */
    public List<Place> places() {
        return places;
    }

    /** The PostHog property, or null when it leaves as part of the envelope or not at all. */
    public @Nullable String posthog() {
        return posthog;
    }

    /** The GA4 parameter, or null when GA4 does not get it. */
    public @Nullable String ga4() {
        return ga4;
    }

    /** A few words for the documents. */
    public String meaning() {
        return meaning;
    }

    private static FieldType labels() {
        return new OneOf(Arrays.stream(EventLabel.values())
                .flatMap(label -> label.names().stream())
                .toList());
    }

    private static FieldType words(String... words) {
        return new OneOf(List.of(words));
    }

    private static FieldType count() {
        return new Whole(0, 1_000_000_000_000L);
    }

    private static FieldType bytes() {
        return new Whole(0, 1_000_000_000_000_000L);
    }

    private static FieldType moment() {
        return new Whole(FIRST_MOMENT, LAST_MOMENT);
    }
}
