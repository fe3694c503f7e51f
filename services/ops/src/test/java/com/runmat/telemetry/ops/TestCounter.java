package com.runmat.telemetry.ops;

enum TestCounter implements Counter {
    RECEIVED("received", "What came in."),
    DROPPED("dropped_full", "What found no room\nin the \\ queue.");

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
}
