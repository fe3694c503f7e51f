package com.runmat.telemetry.worker.http.server;

import com.runmat.telemetry.ops.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens on a port of the given addresses and hands each request to a {@link Handler}. A request that waits for its answer holds
 * no thread: a few I/O threads serve all connections. Speaks HTTP/1.1 without TLS, which ends before it, and of HTTP/1.0 as much as
 * one request a connection. Why it is our own: decision 35.
 */
public final class HttpServer {
    private static final Log LOG = Log.of(HttpServer.class);

    private final Handler handler;
    private final Patience patience;
    private final TransferMemory memory;
    private final Door door;
    private final List<IoThread> threads = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private int next;
    private volatile boolean draining;

    private HttpServer(int connections, Handler handler, Patience patience, TransferMemory memory) {
        this.door = new Door(connections);
        this.handler = handler;
        this.patience = patience;
        this.memory = memory;
    }

    /**
     * Starts to listen.
     *
     * @param addresses local ones, at least one
     * @param port 0 for any free one, the same on each address
     * @param connections that may be open at the same time
     * @param memory for what has come of requests that are not read yet
     * @throws CannotListen when the port cannot be had
     */
    public static HttpServer start(
            List<InetAddress> addresses,
            int port,
            int connections,
            Handler handler,
            Patience patience,
            TransferMemory memory) {
        HttpServer server = new HttpServer(connections, handler, patience, memory);
        try {
            server.listen(addresses, port);
        } catch (IOException refused) {
            server.listeners.forEach(Listener::close);
            throw new CannotListen(port, refused);
        }
        try {
            server.serve();
        } catch (IOException noFiles) {
            throw new UncheckedIOException(noFiles);
        }
        return server;
    }

    private void listen(List<InetAddress> addresses, int port) throws IOException {
        int common = port;
        for (InetAddress address : addresses) {
            listeners.add(new Listener(new InetSocketAddress(address, common), this));
            common = port();
        }
    }

    private void serve() throws IOException {
        // the back ends' batches need the other half, and requests that one thread takes in one turn cost fewer
        // wake-ups
        int count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        for (int i = 1; i <= count; i++) {
            threads.add(new IoThread("http-" + i));
        }
        for (Listener listener : listeners) {
            listener.accept(threads.getFirst());
        }
        threads.forEach(IoThread::start);
    }

    public int port() {
        return first().getPort();
    }

    /** Where this machine reaches the server. */
    public URI local(String path) {
        InetAddress address = first().getAddress();
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + path);
    }

    private InetSocketAddress first() {
        return listeners.getFirst().address();
    }

    /** Requests that have not been answered whole. */
    public int open() {
        return open.get();
    }

    /** Closes the listening sockets, and each connection with its next answer. */
    public void refuseNew() {
        draining = true;
        // the system closes a socket when the thread that watches it has noticed
        threads.getFirst().execute(() -> listeners.forEach(Listener::close));
    }

    public boolean draining() {
        return draining;
    }

    /** Closes every connection, answered or not. */
    public void close() {
        refuseNew();
        threads.forEach(IoThread::end);
    }

    /** Takes a new connection; called by the one thread that accepts. */
    void opened(SocketChannel accepted) {
        IoThread thread = threads.get(next);
        next = (next + 1) % threads.size();
        if (thread.isCurrent()) {
            serve(accepted, thread);
        } else {
            thread.execute(() -> serve(accepted, thread));
        }
    }

    private void serve(SocketChannel accepted, IoThread thread) {
        try {
            Connection connection = new Connection(accepted, thread, this);
            if (!door.lets(connection)) {
                connection.close();
            }
        } catch (IOException brokenOff) {
            LOG.info("a connection ended before it began");
        }
    }

    Door door() {
        return door;
    }

    /** Has the request handled. */
    void handle(Exchange exchange) {
        open.incrementAndGet();
        guarded(exchange, () -> handler.handle(exchange));
    }

    /** A defect in the worker costs its own request, and is logged. */
    void guarded(Exchange exchange, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException defect) {
            LOG.error("handling a request failed unexpectedly", defect);
            exchange.abandon();
        }
    }

    Patience patience() {
        return patience;
    }

    TransferMemory memory() {
        return memory;
    }

    void finished() {
        open.decrementAndGet();
    }
}
