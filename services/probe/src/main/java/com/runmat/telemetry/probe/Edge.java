package com.runmat.telemetry.probe;

import java.net.InetAddress;
import java.util.List;

/**
 * A way by which HTTPS reaches a domain, wherever the domain's name leads.
 *
 * @param name for instance {@code load-balancer}
 * @param named whether the domain's name is to lead there
 * @param addresses its own
 */
record Edge(String name, boolean named, String domain, int port, List<InetAddress> addresses) {
    Edge {
        addresses = List.copyOf(addresses);
    }

    /** For a reader. */
    String title() {
        return "edge " + name + (named ? " (names lead here)" : " (beside it)");
    }
}
