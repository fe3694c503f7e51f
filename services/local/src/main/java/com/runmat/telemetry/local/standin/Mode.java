package com.runmat.telemetry.local.standin;

/** How a back end behaves just now. */
public enum Mode {
    WORKING("answers as the real one"),
    SLOW("answers after two seconds"),
    RATE_LIMITED("answers 429 with Retry-After to every request"),
    FAILING("answers 500 to every request"),
    REFUSES_ONE("answers 400 to every request that holds the first event it saw in this mode"),
    DOWN("closes the connection without an answer");

    private final String meaning;

    Mode(String meaning) {
        this.meaning = meaning;
    }

    /** A few words for the page. */
    public String meaning() {
        return meaning;
    }
}
