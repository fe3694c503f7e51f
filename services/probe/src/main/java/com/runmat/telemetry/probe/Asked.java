package com.runmat.telemetry.probe;

/**
 * What the operator asked for.
 *
 * @param delegation whether the domains' delegation alone is looked at
 * @param key the ingestion key, empty when none was given; never printed
 * @param server the name server to ask
 * @param limits how long to wait
 */
record Asked(Targets targets, boolean delegation, String key, NameServer server, Limits limits) {
    /** Never shows the key. */
    @Override
    public String toString() {
        return "Asked[" + targets + "]";
    }
}
