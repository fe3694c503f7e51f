package com.runmat.telemetry.infra.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A way by which HTTPS reaches the worker. */
public enum Edge {
    /** A global external application load balancer: any number of regions, a TLS policy, a limit on requests. */
    LOAD_BALANCER,
    /** Cloud Run's own mapping: no cost, but a preview that Google does not recommend for production, of one region. */
    DOMAIN_MAPPING;

    static final List<String> LABELS = Arrays.stream(values()).map(Edge::label).toList();

    /** As configuration and outputs have it: {@code load-balancer}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of a label that is one. */
    static Edge of(String label) {
        return values()[LABELS.indexOf(label)];
    }
}
