package com.runmat.telemetry.worker.http.server;

import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Lets connections in, so many at a time. When the house is full, the one that has been in for longest without having asked anything
 * makes room; where all have asked, the new one is closed. So whoever opens connections and stays silent fills neither memory nor
 * the process's files, and keeps nobody out. Thread-safe.
 *
 * <p>XNIO has a limit of its own, at which it accepts no more: then those who wait outside are not answered, and the silent ones stay.
 */
final class Door implements ChannelListener<StreamConnection> {
    private static final LimitedLog FULL = new LimitedLog(Log.of(Door.class));
    private static final AttachmentKey<Boolean> ASKED = AttachmentKey.create(Boolean.class);

    private final int most;
    private final ChannelListener<StreamConnection> house;
    private final Set<StreamConnection> all = new HashSet<>();
    private final Set<StreamConnection> silent = new LinkedHashSet<>();

    /**
     * @param most connections that are open at the same time
     * @param house what serves those that are let in
     */
    Door(int most, ChannelListener<StreamConnection> house) {
        this.most = most;
        this.house = house;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        if (!entered(connection)) {
            IoUtils.safeClose(connection);
            return;
        }
        house.handleEvent(connection);
        ChannelListener<? super StreamConnection> others = connection.getCloseListener();
        connection.setCloseListener(closed -> {
            left(closed);
            ChannelListeners.invokeChannelListener(closed, others);
        });
        if (!connection.isOpen()) {
            left(connection);
        }
    }

    private boolean entered(StreamConnection connection) {
        StreamConnection eldest = null;
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
            IoUtils.safeClose(eldest);
        }
        return true;
    }

    private void left(StreamConnection connection) {
        synchronized (all) {
            remove(connection);
        }
    }

    private void remove(StreamConnection connection) {
        all.remove(connection);
        silent.remove(connection);
    }

    /** A request has come: its connection is not a silent one. */
    void asked(HttpServerExchange exchange) {
        if (exchange.getConnection() instanceof AbstractServerConnection connection
                && connection.getAttachment(ASKED) == null) {
            connection.putAttachment(ASKED, true);
            synchronized (all) {
                silent.remove(connection.getChannel());
            }
        }
    }
}
