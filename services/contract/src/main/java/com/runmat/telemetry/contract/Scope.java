package com.runmat.telemetry.contract;

/** Which events a field belongs to. */
public enum Scope {
    EVERY("every event"),
    INSTALL("installer events"),
    RUNTIME("`runtime_started`, `runtime_finished`"),
    FINISHED("`runtime_finished`");

    private final String words;

    Scope(String words) {
        this.words = words;
    }

    /** True when an event of that label may carry the field. */
    public boolean covers(EventLabel label) {
        return switch (this) {
            case EVERY -> true;
            case INSTALL -> !label.runtime();
            case RUNTIME -> label.runtime();
            case FINISHED -> label == EventLabel.RUNTIME_FINISHED;
        };
    }

    /** The events by name, for the documents. */
    public String words() {
        return words;
    }
}
