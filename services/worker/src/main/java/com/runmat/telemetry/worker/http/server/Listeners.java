package com.runmat.telemetry.worker.http.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** The sockets that listen. Undertow would open them itself, but tells nobody of a connection before its first request. */
final class Listeners {
    private static final int BACKLOG = 1000;

    private final List<AcceptingChannel<StreamConnection>> channels = new ArrayList<>();

    /**
     * Starts to listen on each of the addresses.
     *
     * @param opened is told of each connection
     * @throws IOException when one of them cannot be had; those that were had are closed then
     */
    void open(XnioWorker threads, List<InetSocketAddress> addresses, ChannelListener<StreamConnection> opened)
            throws IOException {
        try {
            for (InetSocketAddress address : addresses) {
                channels.add(threads.createStreamConnectionServer(
                        address, ChannelListeners.openListenerAdapter(opened), options()));
            }
        } catch (IOException refused) {
            close();
            throw refused;
        }
        channels.forEach(AcceptingChannel::resumeAccepts);
    }

    /** As Undertow sets them. */
    private static OptionMap options() {
        return OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BALANCING_TOKENS, 1)
                .set(Options.BALANCING_CONNECTIONS, 2)
                .set(Options.BACKLOG, BACKLOG)
                .getMap();
    }

    /** What the first of them listens on. */
    InetSocketAddress first() {
        return channels.getFirst().getLocalAddress(InetSocketAddress.class);
    }

    void close() {
        channels.forEach(IoUtils::safeClose);
    }
}
