package com.runmat.telemetry.client;

import java.util.List;

/**
 * An environment variable that the client reads; the documents' table is made from them. The names are constants, so that reading a
 * variable does not load this class on the caller's time.
 *
 * @param name the variable's name
 * @param fallback what holds when it is unset or blank
 * @param meaning what it does, in Markdown
 */
public record Setting(String name, String fallback, String meaning) {
    static final String NO_TELEMETRY = "RUNMAT_NO_TELEMETRY";
    static final String TELEMETRY = "RUNMAT_TELEMETRY";
    static final String DO_NOT_TRACK = "DO_NOT_TRACK";
    static final String SHOW = "RUNMAT_TELEMETRY_SHOW";
    static final String DRAIN = "RUNMAT_TELEMETRY_DRAIN";
    static final String KEY = "RUNMAT_TELEMETRY_KEY";
    static final String ENDPOINT = "RUNMAT_TELEMETRY_ENDPOINT";
    static final String UDP_ENDPOINT = "RUNMAT_TELEMETRY_UDP_ENDPOINT";

    /** All of them. */
    public static final List<Setting> ALL = List.of(
            new Setting(NO_TELEMETRY, "unset", "any value but `0`, `false`, `no`, `off` switches telemetry off"),
            new Setting(
                    TELEMETRY,
                    "unset",
                    "`0` switches telemetry off, and so does any value but `1`, `true`, `yes`, `on`"),
            new Setting(DO_NOT_TRACK, "unset", "any value but `0`, `false`, `no`, `off` switches telemetry off"),
            new Setting(SHOW, "unset", "`1` prints every payload to stderr before it goes; it still goes"),
            new Setting(
                    DRAIN,
                    "started",
                    "how long the exit may wait: `started` up to 50 ms for the first event, `none` not at all, `all` up to 5 s for every event"),
            new Setting(KEY, "built into releases", "the ingestion key; without one telemetry is off"),
            new Setting(
                    ENDPOINT,
                    Endpoints.DEFAULT_HTTPS,
                    "where HTTPS copies go, or `off`; plain `http://` only to this machine"),
            new Setting(UDP_ENDPOINT, Endpoints.DEFAULT_UDP, "where UDP copies go, `host:port` or `off`"));
}
