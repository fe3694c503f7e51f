package com.runmat.telemetry.client;

import org.jspecify.annotations.Nullable;

/**
 * One run of the program: what its two events have in common. Immutable but for the session id, which is made when the first
 * event leaves; safe for use by several threads.
 */
public final class Run {
    private final RunKind kind;
    private final String release;
    private final boolean jitEnabled;
    private final boolean accelerateEnabled;
    private @Nullable String sessionId;

    /**
     * @param release the program's version; left out of the events when it does not look like one
     * @param jitEnabled JIT compilation is switched on
     * @param accelerateEnabled GPU acceleration is switched on
     */
    public Run(RunKind kind, String release, boolean jitEnabled, boolean accelerateEnabled) {
        this.kind = kind;
        this.release = release;
        this.jitEnabled = jitEnabled;
        this.accelerateEnabled = accelerateEnabled;
    }

    /** The event for the beginning. */
    public Event started() {
        return new RunEvent(Label.RUNTIME_STARTED, this, null);
    }

    /** Collects what the event for the end tells. */
    public FinishedRun finished() {
        return new FinishedRun(this);
    }

    /** A random UUID. Made here and not in the constructor: on the background thread, off the caller's time. */
    private synchronized String sessionId() {
        if (sessionId == null) {
            sessionId = RandomId.make().toString();
        }
        return sessionId;
    }

    /** Either of the two. */
    static final class RunEvent extends Event {
        private final Run run;
        private final @Nullable JsonObject measured;
        private final long atMillis = System.currentTimeMillis();

        /** Nothing may change what was measured afterwards. */
        RunEvent(Label label, Run run, @Nullable JsonObject measured) {
            super(label);
            this.run = run;
            this.measured = measured;
        }

        @Override
        void putFields(JsonObject json, Host host) {
            JsonObject payload = new JsonObject()
                    .put("jit_enabled", run.jitEnabled)
                    .put("accelerate_enabled", run.accelerateEnabled)
                    .put("timestamp_ms", atMillis);
            json.put("session_id", run.sessionId())
                    .put("run_kind", run.kind.wireName())
                    .put("os", host.os())
                    .put("arch", host.arch())
                    .put("release", Fit.release(run.release))
                    .put("payload", measured == null ? payload : payload.putAll(measured));
        }
    }
}
