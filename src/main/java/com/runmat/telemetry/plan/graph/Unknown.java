package com.runmat.telemetry.plan.graph;

/** A value that only the cloud can tell, such as an address that is not reserved yet. */
public enum Unknown {
    UNKNOWN;

    public static final String SHOWN = "[unknown]";

    @Override
    public String toString() {
        return SHOWN;
    }
}
