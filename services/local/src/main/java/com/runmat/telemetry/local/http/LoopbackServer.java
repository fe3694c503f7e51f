package com.runmat.telemetry.local.http;

import com.runmat.telemetry.ops.ListenAddresses;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on 127.0.0.1 and, where the machine has it, ::1; each request has a virtual thread of its own, so a handler may wait. */
public final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 256;

    static {
        // the JDK's server leaves Nagle's algorithm on, which holds short answers back for 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LoopbackServer() {}

    /**
     * Listens until closed; port 0 takes a free one, the same for both addresses.
     *
     * @throws PortBusy when the port is taken
     */
    public static LoopbackServer start(int port, HttpHandler handler) {
        LoopbackServer started = new LoopbackServer();
        int chosen = port;
        try {
            for (InetAddress address : ListenAddresses.loopback()) {
                started.listen(new InetSocketAddress(address, chosen), handler);
                chosen = started.port();
            }
            return started;
        } catch (BindException busy) {
            started.close();
            throw new PortBusy(chosen, busy);
        } catch (IOException noSocket) {
            started.close();
            throw new IllegalStateException("cannot listen on port " + chosen, noSocket);
        }
    }

    private void listen(InetSocketAddress address, HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(address, BACKLOG);
        servers.add(server);
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, handler));
        server.start();
    }

    /** The address that everything here has, whatever the machine lacks. */
    public static InetAddress loopback() {
        return InetAddress.ofLiteral("127.0.0.1");
    }

    public int port() {
        return servers.getFirst().getAddress().getPort();
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
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
