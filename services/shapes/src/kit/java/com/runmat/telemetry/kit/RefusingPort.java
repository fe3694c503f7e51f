package com.runmat.telemetry.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback address that refuses connections as long as this is open. It is bound all the while: a port that was only
 * found free may be taken by another program, and a connection to it may by chance begin at it and so meet itself.
 */
public final class RefusingPort implements AutoCloseable {
    private final Socket bound = new Socket();

    /** @param port 0 for any; one whose server has just been closed is as good */
    public RefusingPort(int port) {
        try {
            // connections of the server that was there may still be closing; whoever listens there next need not wait for close()
            bound.setReuseAddress(true);
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    public int port() {
        return bound.getLocalPort();
    }

    @Override
    public void close() {
        try {
            bound.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
