package com.runmat.telemetry.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on 127.0.0.1; each request has a virtual thread of its own, so a handler may wait. */
public final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 256;

    static {
        // the JDK's server leaves Nagle's algorithm on, which holds short answers back for 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Listens until closed; port 0 takes a free one.
     *
     * @throws PortBusy when the port is taken
     */
    public static LoopbackServer start(int port, HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback(), port), BACKLOG);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/", exchange -> handle(exchange, handler));
            server.start();
            return new LoopbackServer(server, threads);
        } catch (BindException busy) {
            throw new PortBusy(port, busy);
        } catch (IOException noSocket) {
            throw new IllegalStateException("cannot listen on port " + port, noSocket);
        }
    }

    /** The address on which everything here listens. */
    public static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException fourBytesAreAnAddress) {
            throw new IllegalStateException(fourBytesAreAnAddress);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** This server's own address with a path that begins with a slash. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private static void handle(HttpExchange exchange, HttpHandler handler) throws IOException {
        try (exchange) {
            handler.handle(exchange);
        }
    }

    /** Stops listening and breaks the connections that are open. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
