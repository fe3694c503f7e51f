package com.runmat.telemetry.client;

import com.runmat.telemetry.shapes.ErrorClass;
import com.runmat.telemetry.shapes.FailureCode;
import com.runmat.telemetry.shapes.Identifier;
import com.runmat.telemetry.shapes.OneOrOther;
import com.runmat.telemetry.shapes.ProductName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended. Every part is optional, and what does not fit its field is left out. Not thread-safe: made and built by one
 * thread.
 */
public final class FinishedRun {
    private static final long MOST_US = 31_536_000_000_000L;
    private static final long MOST_COUNT = 1_000_000_000_000L;

    private final Run run;
    private final JsonObject counters = new JsonObject();
    private final JsonObject provider = new JsonObject();
    private final JsonObject failure = new JsonObject();
    private @Nullable Long durationUs;
    private @Nullable Boolean success;
    private @Nullable Boolean jitUsed;
    private @Nullable String errorClass;

    FinishedRun(Run run) {
        this.run = run;
    }

    /** How long it took, up to a year; sent in microseconds. */
    public FinishedRun duration(Duration length) {
        boolean fits = !length.isNegative() && length.toSeconds() <= MOST_US / 1_000_000;
        durationUs = fits ? Fit.number(length.toNanos() / 1000, MOST_US) : null;
        return this;
    }

    public FinishedRun succeeded() {
        success = true;
        return this;
    }

    /** It failed with an error of this class, such as {@code MATLAB:UndefinedFunction}; of any other text only that there was one is told. */
    public FinishedRun failed(String errorIdentifier) {
        success = false;
        errorClass = Fit.text(new ErrorClass(), errorIdentifier);
        return this;
    }

    /** Where it failed, each as the program's own word for it. */
    public FinishedRun failure(Failure where) {
        failure.put("runtime.failure.stage", Fit.text(new Identifier(), where.stage()))
                .put("runtime.failure.code", Fit.text(new FailureCode(), where.code()))
                .put("runtime.failure.has_span", where.hasSpan())
                .put("runtime.failure.host", Fit.text(OneOrOther.HOST, where.host()))
                .put("runtime.failure.component", Fit.text(new Identifier(), where.component()));
        return this;
    }

    /** JIT-compiled code ran. */
    public FinishedRun jitUsed(boolean used) {
        jitUsed = used;
        return this;
    }

    /** Statements executed; how many of them were compiled, and how many interpreted after all. */
    public FinishedRun executions(long total, long compiled, long interpreted) {
        counters.put("total_executions", Fit.number(total, MOST_COUNT))
                .put("jit_compiled", Fit.number(compiled, MOST_COUNT))
                .put("interpreter_fallback", Fit.number(interpreted, MOST_COUNT));
        return this;
    }

    /** The GPU's product name, its vendor and the graphics interface used, and nothing else of it. */
    public FinishedRun device(String name, String vendor, String backend) {
        provider.put(
                "device",
                new JsonObject()
                        .put("name", Fit.text(ProductName.DEVICE, name))
                        .put("vendor", Fit.text(ProductName.VENDOR, vendor))
                        .put("backend", Fit.text(new Identifier(), backend)));
        return this;
    }

    /** What the GPU did. */
    public FinishedRun gpu(GpuFigures figures) {
        provider.put("telemetry", figures.json());
        return this;
    }

    public Event build() {
        JsonObject measured = new JsonObject()
                .put("duration_us", durationUs)
                .put("success", success)
                .put("error", errorClass)
                .put("jit_used", jitUsed)
                .putAll(failure)
                .put("counters", counters)
                .put("provider", provider);
        return new Run.RunEvent(Label.RUNTIME_FINISHED, run, measured);
    }

    /**
     * Where a run failed.
     *
     * @param stage the stage, such as {@code execute}
     * @param code the program's own code, such as {@code undefined_function}
     * @param hasSpan whether a position in the source was known; the position itself is never told
     * @param host the kind of host program, such as {@code cli}
     * @param component the component, such as {@code interpreter}
     */
    public record Failure(String stage, String code, boolean hasSpan, String host, String component) {}
}
