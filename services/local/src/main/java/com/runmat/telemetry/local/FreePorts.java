package com.runmat.telemetry.local;

import com.runmat.telemetry.local.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Ports for services that take theirs from the environment and so cannot ask for a free one. On Linux those of TCP are bound until
 * this is closed, which nobody but a service that is told its port gets past. Else, and of UDP, somebody may take one before
 * the service does; the service then says so and ends.
 */
final class FreePorts implements AutoCloseable {
    private final Socket worker = new Socket();
    private final Socket health = new Socket();
    private final int workerPort;
    private final int healthPort;
    private final int forwarderPort;

    private FreePorts() throws IOException {
        workerPort = bind(worker);
        healthPort = bind(health);
        try (DatagramSocket datagrams = new DatagramSocket(0, LoopbackServer.loopback())) {
            forwarderPort = datagrams.getLocalPort();
        }
        if (!System.getProperty("os.name").equals("Linux")) {
            close(); // elsewhere no service could listen on what is bound here
        }
    }

    static FreePorts find() {
        try {
            return new FreePorts();
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    /** Without listening: to that, a service that asks for this very port may add its own socket. */
    private static int bind(Socket socket) throws IOException {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(LoopbackServer.loopback(), 0));
        return socket.getLocalPort();
    }

    /** The worker's HTTP. */
    int worker() {
        return workerPort;
    }

    /** The forwarder's UDP. */
    int forwarder() {
        return forwarderPort;
    }

    /** The forwarder's health and metrics. */
    int health() {
        return healthPort;
    }

    /** For when the services listen. */
    @Override
    public void close() {
        try {
            worker.close();
            health.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
