package com.runmat.telemetry.forwarder.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Answers a few requests a minute: {@code /health} (restart it?), {@code /ready} (send it datagrams?) and {@code /metrics}. Each
 * connection is for one request and has its own thread, so that a slow reader holds up no probe; more than
 * {@value #MAX_CONNECTIONS} at a time are closed unanswered.
 */
public final class HealthServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 128;

    /** As many as may wait until a busy machine gets to them; the JDK's default. */
    private static final int BACKLOG = 50;

    private static final int PAUSE_MILLIS = 100;

    private final List<ServerSocket> sockets = new ArrayList<>();
    private final Semaphore free = new Semaphore(MAX_CONNECTIONS);

    /**
     * Takes the port, so that a second forwarder on this machine fails before it shares the first one's datagrams. Answers only
     * after {@link #start}.
     *
     * @param addresses local ones, at least one
     * @param port 0 for any free one, the same on each address
     */
    public HealthServer(List<InetAddress> addresses, int port) throws IOException {
        int chosen = port;
        try {
            for (InetAddress address : addresses) {
                ServerSocket socket = new ServerSocket();
                sockets.add(socket);
                socket.bind(new InetSocketAddress(address, chosen), BACKLOG);
                chosen = socket.getLocalPort();
            }
        } catch (IOException taken) {
            close();
            throw taken;
        }
    }

    /**
     * Answers from now on.
     *
     * @param unhealthy what is wrong with the forwarder, else empty
     * @param notReady why it should get no datagrams now, else empty
     * @param metrics a page of Prometheus text
     */
    public void start(
            Supplier<Optional<String>> unhealthy, Supplier<Optional<String>> notReady, Supplier<String> metrics) {
        HealthPages pages = new HealthPages(unhealthy, notReady, metrics);
        sockets.forEach(socket -> thread("health-" + port(), () -> accept(socket, pages)));
    }

    private static void thread(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }

    private void accept(ServerSocket socket, HealthPages pages) {
        while (!socket.isClosed()) {
            try {
                hand(socket.accept(), pages);
            } catch (IOException closedOrNoMoreFiles) {
                pause(socket);
            }
        }
    }

    private void hand(Socket connection, HealthPages pages) throws IOException {
        if (free.tryAcquire()) {
            thread("health-request", () -> serve(connection, pages));
        } else {
            connection.close();
        }
    }

    private void serve(Socket connection, HealthPages pages) {
        try (connection) {
            new HealthExchange(connection).answer(pages);
        } catch (IOException goneOrTooSlow) {
            // nobody is left to be told
        } finally {
            free.release();
        }
    }

    /** Files may be free again soon. */
    private static void pause(ServerSocket socket) {
        if (!socket.isClosed()) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException ignored) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public int port() {
        return sockets.getFirst().getLocalPort();
    }

    @Override
    public void close() {
        for (ServerSocket socket : sockets) {
            try {
                socket.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
