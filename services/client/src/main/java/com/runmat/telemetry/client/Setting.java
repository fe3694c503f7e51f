package com.runmat.telemetry.client;

import java.util.Map;

/** The environment variables that the client reads; the documents' table is made from them. */
public enum Setting {
    RUNMAT_NO_TELEMETRY("unset", "any value but `0`, `false`, `no`, `off` switches telemetry off"),
    RUNMAT_TELEMETRY("unset", "`0` switches telemetry off, and so does any value but `1`, `true`, `yes`, `on`"),
    DO_NOT_TRACK("unset", "any value but `0`, `false`, `no`, `off` switches telemetry off"),
    RUNMAT_TELEMETRY_SHOW("unset", "`1` prints every payload to stderr before it goes; it still goes"),
    RUNMAT_TELEMETRY_DRAIN(
            "started",
            "how long the exit may wait: `started` up to 50 ms for the first event, `none` not at all, `all` up to 5 s for every event"),
    RUNMAT_TELEMETRY_KEY("built into releases", "the ingestion key; without one telemetry is off"),
    RUNMAT_TELEMETRY_ENDPOINT(
            Endpoints.DEFAULT_HTTPS, "where HTTPS copies go, or `off`; plain `http://` only to this machine"),
    RUNMAT_TELEMETRY_UDP_ENDPOINT(Endpoints.DEFAULT_UDP, "where UDP copies go, `host:port` or `off`");

    private final String fallback;
    private final String meaning;

    Setting(String fallback, String meaning) {
        this.fallback = fallback;
        this.meaning = meaning;
    }

    /** What holds when it is unset or blank. */
    public String fallback() {
        return fallback;
    }

    /** What it does, in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Its value without blanks around it; empty when unset. */
    String in(Map<String, String> environment) {
        String value = environment.get(name());
        return value == null ? "" : value.strip();
    }
}
