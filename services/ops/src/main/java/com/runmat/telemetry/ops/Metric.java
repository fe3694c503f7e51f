package com.runmat.telemetry.ops;

import java.util.List;

/** What one number or distribution is called, in the log, in Prometheus' text and in alerts. */
public interface Metric {
    /** Lower case with underscores, such as {@code dropped_queue_full}. */
    String key();

    /** What is counted or measured, one sentence. */
    String meaning();

    /**
     * The families that this service's metrics may belong to. A metric whose key begins with a family's name and an underscore is
     * a series of that family, and the rest of its key is the label's value; any other metric is a family of its own.
     */
    default List<Family> families() {
        return List.of();
    }

    /** Its place in Prometheus' text. */
    default Series series() {
        return families().stream()
                .filter(family -> key().startsWith(family.name() + "_"))
                .findFirst()
                .map(family -> new Series(family, key().substring(family.name().length() + 1)))
                .orElseGet(() -> new Series(new Family(key(), "", meaning()), ""));
    }

    /**
     * Metrics that differ in one label.
     *
     * @param name lower case with underscores, such as {@code dropped}
     * @param label such as {@code reason}; empty for a family of one series without labels
     * @param meaning what all of them count or measure, one sentence
     */
    record Family(String name, String label, String meaning) {}

    /** One series of a family, with its label's value; the value is empty when the family has no label. */
    record Series(Family family, String value) {}
}
