package com.runmat.telemetry.ops;

import java.util.List;
import java.util.Locale;

enum TestHistogram implements Histogram {
    AGE_SECONDS,
    SENT_SECONDS_HERE,
    SENT_SECONDS_THERE;

    @Override
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String meaning() {
        return "How long it took.";
    }

    @Override
    public List<Double> bounds() {
        return List.of(0.5, 2.0);
    }

    @Override
    public List<Family> families() {
        return List.of(new Family("sent_seconds", "to", "How long it took to go there."));
    }
}
