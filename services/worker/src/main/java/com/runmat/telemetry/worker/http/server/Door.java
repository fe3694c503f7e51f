package com.runmat.telemetry.worker.http.server;

import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Lets connections in, so many at a time. When the house is full, the one that has been in for longest without having asked anything
 * makes room; where all have asked, the new one is closed. So whoever opens connections and stays silent fills neither memory nor
 * the process's files, and keeps nobody out. Thread-safe.
 */
final class Door {
    private static final LimitedLog FULL = new LimitedLog(Log.of(Door.class));

    private final int most;
    private final Set<Connection> all = new HashSet<>();
    private final Set<Connection> silent = new LinkedHashSet<>();

    /** @param most connections that are open at the same time */
    Door(int most) {
        this.most = most;
    }

    /** False when there is no room, and the connection has to go. */
    boolean lets(Connection connection) {
        Connection eldest = null;
        synchronized (all) {
            if (all.size() >= most) {
                if (silent.isEmpty()) {
                    FULL.warning("too many connections: a new one is closed", Map.of("connections", most));
                    return false;
                }
                eldest = silent.iterator().next();
                remove(eldest);
            }
            all.add(connection);
            silent.add(connection);
        }
        if (eldest != null) {
            FULL.warning("too many connections: one that asked nothing is closed", Map.of("connections", most));
            eldest.thread().execute(eldest::close);
        }
        return true;
    }

    /** It has ended. */
    void left(Connection connection) {
        synchronized (all) {
            remove(connection);
        }
    }

    private void remove(Connection connection) {
        all.remove(connection);
        silent.remove(connection);
    }

    /** Its first request has come: it is not a silent one. */
    void asked(Connection connection) {
        synchronized (all) {
            silent.remove(connection);
        }
    }
}
