package com.runmat.telemetry.infra.region.worker;

import com.runmat.telemetry.infra.config.Edge;
import java.util.List;

/**
 * Who reaches a worker from outside; this project's networks always do.
 *
 * @param balanced whether a load balancer does
 * @param byBalancerAlone whether nobody does but that; a domain mapping is let in only where everybody is
 */
public record Reach(boolean balanced, boolean byBalancerAlone) {
    public static Reach by(List<Edge> edges) {
        return new Reach(edges.contains(Edge.LOAD_BALANCER), edges.equals(List.of(Edge.LOAD_BALANCER)));
    }
}
