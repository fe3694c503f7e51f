package com.runmat.telemetry.ops;

import java.util.List;

enum TestCounter implements Counter {
    RECEIVED("received", "What came in."),
    DROPPED_FULL("dropped_full", "What found no room\nin the \\ queue."),
    DROPPED_LATE("dropped_late", "What waited for too long.");

    private final String key;
    private final String meaning;

    TestCounter(String key, String meaning) {
        this.key = key;
        this.meaning = meaning;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public List<Family> families() {
        return List.of(new Family("dropped", "reason", "What was lost\nin the \\ queue."));
    }
}
