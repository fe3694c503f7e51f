package com.runmat.telemetry.client.config;

/** What a configuration file says about telemetry. */
public enum Consent {
    /** Nothing, or there is no file. */
    UNSAID,
    /** {@code telemetry.enabled = true}, and nothing else to the contrary. */
    ENABLED,
    /** Off, in any form. */
    DISABLED,
    /** The file cannot be read, or is no TOML and names telemetry: taken as off. */
    UNCLEAR;

    public boolean off() {
        return this == DISABLED || this == UNCLEAR;
    }
}
