package com.runmat.telemetry.worker.http.server;

import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.http.HttpDate;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/**
 * Listens on a port of the given addresses and hands each request to a {@link Handler}. A request that waits for its answer holds
 * no thread: a few I/O threads serve all connections. Speaks HTTP/1.1 without TLS, which ends before it.
 */
public final class HttpServer {
    private static final Log LOG = Log.of(HttpServer.class);

    /** Holds nearly every request whole: headers and an event are 2 KiB. */
    private static final int BUFFER_BYTES = 8 * 1024;

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_HEADERS = 100;

    /** Bodies above their limit are read up to here and thrown away, so that their sender reads the answer; beyond, the connection is closed. */
    private static final long MAX_DRAINED_BYTES = 8L * 1024 * 1024;

    /** They have nothing to do yet and end at once. */
    private static final int ABANDON_SECONDS = 5;

    private final Listeners listeners = new Listeners();
    private final Door door;
    private final XnioWorker threads;
    private final Handler handler;
    private final Patience patience;
    private final HttpDate date = new HttpDate();
    private final AtomicInteger open = new AtomicInteger();
    private final Map<XnioIoThread, Handover> handovers = new ConcurrentHashMap<>();
    private volatile boolean draining;

    private HttpServer(int connections, Handler handler, Patience patience) throws IOException {
        this.handler = handler;
        this.patience = patience;
        this.threads = Xnio.getInstance().createWorker(threadOptions());
        // direct ones are freed by a method that the JDK is about to remove, and it says so on standard error
        HttpOpenListener house =
                new HttpOpenListener(new DefaultByteBufferPool(false, BUFFER_BYTES), serverOptions(patience));
        house.setRootHandler(new HttpContinueReadHandler(this::dispatch));
        this.door = new Door(connections, house);
    }

    private static OptionMap serverOptions(Patience patience) {
        return OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                // each answer of ours has one, which costs less to make at the first time
                .set(UndertowOptions.ALWAYS_SET_DATE, false)
                .set(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .set(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
                .set(UndertowOptions.MAX_ENTITY_SIZE, MAX_DRAINED_BYTES)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int)
                        patience.head().toMillis())
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int) patience.idle().toMillis())
                .getMap();
    }

    /**
     * Starts to listen.
     *
     * @param addresses local ones, at least one
     * @param port 0 for any free one, the same on each address
     * @param connections that may be open at the same time
     * @throws CannotListen when the port cannot be had
     */
    public static HttpServer start(
            List<InetAddress> addresses, int port, int connections, Handler handler, Patience patience) {
        HttpServer server = create(connections, handler, patience);
        try {
            server.listeners.open(server.threads, at(addresses, port), server.door);
            return server;
        } catch (IOException refused) {
            server.abandon();
            throw new CannotListen(port, refused);
        }
    }

    /**
     * Lets go of the addresses that were had before one was refused: the system closes a listening socket when the threads that
     * watched it have ended. They are no daemons, so a process that does not listen would live on with them.
     */
    private void abandon() {
        close();
        try {
            threads.awaitTermination(ABANDON_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpServer create(int connections, Handler handler, Patience patience) {
        try {
            return new HttpServer(connections, handler, patience);
        } catch (IOException noThreads) {
            throw new UncheckedIOException(noThreads);
        }
    }

    /** Asked for any port, each address would get another one. */
    private static List<InetSocketAddress> at(List<InetAddress> addresses, int port) {
        int common = port == 0 && addresses.size() > 1 ? free(addresses.getFirst()) : port;
        return addresses.stream()
                .map(address -> new InetSocketAddress(address, common))
                .toList();
    }

    private static int free(InetAddress address) {
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return socket.getLocalPort();
        } catch (IOException refused) {
            throw new CannotListen(0, refused);
        }
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
        return listeners.first();
    }

    /** Requests that have not been answered whole. */
    public int open() {
        return open.get();
    }

    /** Closes the listening socket, and each connection with its next answer. */
    public void refuseNew() {
        draining = true;
        listeners.close();
    }

    public boolean draining() {
        return draining;
    }

    /** Closes every connection, answered or not. */
    public void close() {
        refuseNew();
        threads.shutdownNow();
    }

    /** Runs the handler when the server's own call is over, so that the exchange may be answered later. */
    private void dispatch(HttpServerExchange exchange) {
        open.incrementAndGet();
        door.asked(exchange);
        Exchange ours = new Exchange(exchange, this);
        exchange.addExchangeCompleteListener(ours);
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> guarded(ours, () -> handler.handle(ours)));
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

    /** The way from other threads to this I/O thread. */
    Handover handover(XnioIoThread thread) {
        return handovers.computeIfAbsent(thread, Handover::new);
    }

    Patience patience() {
        return patience;
    }

    /** The {@code Date} of an answer. */
    String date() {
        return date.now();
    }

    void finished() {
        open.decrementAndGet();
    }

    private static OptionMap threadOptions() {
        // the back ends' batches need the other half, and requests that one thread takes in one turn cost fewer
        // wake-ups
        int ioThreads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return OptionMap.builder()
                .set(Options.WORKER_NAME, "http")
                .set(Options.WORKER_IO_THREADS, ioThreads)
                .set(Options.WORKER_TASK_CORE_THREADS, 1)
                .set(Options.WORKER_TASK_MAX_THREADS, 1)
                .getMap();
    }
}
