package com.runmat.telemetry.sender;

import com.runmat.telemetry.client.Event;
import com.runmat.telemetry.client.FinishedRun;
import com.runmat.telemetry.client.GpuFigures;
import com.runmat.telemetry.client.Installation;
import com.runmat.telemetry.client.Installation.Method;
import com.runmat.telemetry.client.Run;
import com.runmat.telemetry.client.RunKind;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of {@code send}: which events, and what they tell. */
final class SendOptions {
    /** As they are typed; the library's constants are in capitals. */
    static final class Kinds extends Words<RunKind> {
        private static final long serialVersionUID = 1;

        Kinds() {
            super(RunKind.class);
        }
    }

    /** As they are typed. */
    static final class Methods extends Words<Method> {
        private static final long serialVersionUID = 1;

        Methods() {
            super(Method.class);
        }
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "event",
            description = "${COMPLETION-CANDIDATES}; run is both events of a run, and the default")
    private What what = What.RUN;

    @Option(
            names = "--release",
            paramLabel = "VERSION",
            description = "the program's version (default ${DEFAULT-VALUE})")
    private String release = "example";

    @Option(
            names = "--run-kind",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "${COMPLETION-CANDIDATES}")
    private RunKind kind = RunKind.SCRIPT;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            completionCandidates = Methods.class,
            description = "the installer: ${COMPLETION-CANDIDATES}")
    private Method method = Method.SHELL;

    @Option(names = "--jit", arity = "1", paramLabel = "true|false", description = "JIT compilation on and used")
    private boolean jit = true;

    @Option(
            names = "--accelerate",
            arity = "1",
            paramLabel = "true|false",
            description = "GPU acceleration on; with it go example figures")
    private boolean accelerate = true;

    @Option(names = "--device", paramLabel = "NAME", description = "the GPU's product name")
    private String device = "Example GPU";

    @Option(names = "--duration-ms", paramLabel = "N", description = "how long the run took")
    private long duration = 42;

    @Option(names = "--error", paramLabel = "WORD:WORD", description = "the run failed with an error of this class")
    private @Nullable String error;

    /** What to send, in order. */
    List<Supplier<Event>> events() {
        Installation installation = new Installation(method, release);
        Run run = new Run(kind, release, jit, accelerate);
        return switch (what) {
            case INSTALL -> List.of(installation::start, installation::complete);
            case INSTALL_START -> List.of(installation::start);
            case INSTALL_COMPLETE -> List.of(installation::complete);
            case INSTALL_FAILED -> List.of(installation::failed);
            case RUNTIME_STARTED -> List.of(run::started);
            case RUNTIME_FINISHED -> List.of(() -> finished(run));
            case RUN -> List.of(run::started, () -> finished(run));
        };
    }

    private Event finished(Run run) {
        FinishedRun end = run.finished().duration(Duration.ofMillis(duration)).jitUsed(jit);
        end.executions(12, 9, 3);
        if (accelerate) {
            end.device(device, "Example", "wgpu")
                    .gpu(new GpuFigures(12, Duration.ofNanos(1_850_000), 262_144, 4_096, 8, 1));
        }
        return (error == null ? end.succeeded() : end.failed(error)).build();
    }
}
