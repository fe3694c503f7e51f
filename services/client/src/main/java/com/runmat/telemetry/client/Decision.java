package com.runmat.telemetry.client;

/**
 * Whether telemetry is on, and the first rule that decided it: the rules in the order in which they are asked. Any one that says off
 * is enough.
 */
public enum Decision {
    NO_TELEMETRY("RUNMAT_NO_TELEMETRY is set"),
    TELEMETRY("RUNMAT_TELEMETRY is not a plain yes"),
    DO_NOT_TRACK("DO_NOT_TRACK is set"),
    NO_HOME("there is no home folder, so nobody knows what its configuration says"),
    CONFIG_DISABLED("the configuration file says telemetry.enabled = false"),
    CONFIG_UNCLEAR("the configuration file cannot be read, or is not TOML and names telemetry, which counts as off"),
    NO_KEY("there is no ingestion key, as in every build that RunMat did not release"),
    NO_DESTINATION("both endpoints are switched off or wrong"),
    ON("nothing switches it off");

    private final String words;

    Decision(String words) {
        this.words = words;
    }

    public boolean on() {
        return this == ON;
    }

    /** The rule in words, for the user. */
    public String words() {
        return words;
    }
}
