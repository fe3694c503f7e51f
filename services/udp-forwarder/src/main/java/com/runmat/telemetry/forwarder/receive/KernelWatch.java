package com.runmat.telemetry.forwarder.receive;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.ops.Counters;

/** Counts what the kernel drops before a receiver sees it. Thread-safe. */
public final class KernelWatch {
    private static final int CROWDED_PERCENT = 75;

    private final KernelDrops sockets;
    private final ConnectionTable connections = new ConnectionTable();
    private final Counters<ForwarderCounter> counters;

    /** Watches the sockets on this port. */
    public KernelWatch(int port, Counters<ForwarderCounter> counters) {
        this.sockets = new KernelDrops(port);
        this.counters = counters;
    }

    /** Counts what was dropped since the last call. A socket that is closed takes its drops with it: call this before. */
    public synchronized void countDrops() {
        counters.add(ForwarderCounter.KERNEL_DROPPED, sockets.increase());
        counters.add(ForwarderCounter.CONNTRACK_DROPPED, connections.increase());
    }

    /** To be called once a second. */
    public void countCrowdedSecond() {
        if (connectionsPercent() > CROWDED_PERCENT) {
            counters.increment(ForwarderCounter.CONNTRACK_CROWDED);
        }
    }

    /** How full the kernel's table of connections is, of 100. */
    public int connectionsPercent() {
        return connections.percent();
    }
}
