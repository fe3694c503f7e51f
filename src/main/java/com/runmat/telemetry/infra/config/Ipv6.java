package com.runmat.telemetry.infra.config;

/** Whether UDP is served by IPv6 as well. */
public enum Ipv6 {
    /** Nothing of it stands. */
    OFF,
    /** It stands and no name leads there. */
    DRAINED,
    /** It stands and names lead there. */
    ON;

    public boolean stands() {
        return this != OFF;
    }
}
