package com.runmat.telemetry.probe;

/**
 * What the operator asked for.
 *
 * @param delegation whether the domains' delegation alone is looked at
 * @param key the ingestion key, empty when none was given; never printed
 * @param resolver the name server to ask, empty for the machine's own
 * @param limits how long to wait
 */
record Asked(Targets targets, boolean delegation, String key, String resolver, Limits limits) {
    /** Never shows the key. */
    @Override
    public String toString() {
        return "Asked[" + targets + "]";
    }
}
