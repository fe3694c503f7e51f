package com.runmat.telemetry.infra.monitoring;

/**
 * Something that one would want to be woken by.
 *
 * @param name of the resource
 * @param title what one reads first
 * @param query PromQL that answers something as long as it is so
 * @param seconds for how long it must be so
 * @param remedy what to look at, in a sentence or two
 */
record Alert(String name, String title, String query, int seconds, String remedy) {
    /** Has a section for each alert, headed by its name. */
    static final String RUNBOOK = "docs/operate/alerts.md";

    Alert {
        if (seconds % 60 != 0) {
            throw new IllegalArgumentException(name + ": whole minutes, not " + seconds + " s");
        }
    }

    /** What whoever is woken reads: the remedy, and where the runbook says more. */
    String documentation() {
        return remedy + "\n\nRunbook: " + RUNBOOK + "#" + name;
    }
}
