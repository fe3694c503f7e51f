package com.runmat.telemetry.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Leads to a server of this machine, and can be cut so that nobody hears of it: no connection is closed or reset, and no byte comes
 * through, as when the other machine has lost its power or a firewall its memory.
 */
public final class Wire implements AutoCloseable {
    /** How it is cut. */
    public enum Cut {
        /** Connections that stand fall silent, and new ones come about and are silent too. */
        SILENT,
        /** Connections that stand fall silent, and new ones do not come about: nobody answers the first packet. */
        DEAF
    }

    private static final int BACKLOG = 20;
    private static final int DEAF_MILLIS = 500;

    private final ServerSocket server;
    private final int target;
    private final Queue<Strand> strands = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> fillers = new ConcurrentLinkedQueue<>();
    private final Semaphore listening = new Semaphore(1);
    private volatile boolean cut;

    /** One connection and what it leads to. */
    private final class Strand {
        private final Socket near;
        private final Socket far = new Socket();
        private volatile boolean dead;

        Strand(Socket near) {
            this.near = near;
            dead = cut;
        }

        void carry() {
            if (dead) {
                return;
            }
            try {
                far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                Thread.ofVirtual().start(() -> copy(far, near));
                copy(near, far);
            } catch (IOException refused) {
                close();
            }
        }

        private void copy(Socket from, Socket to) {
            byte[] bytes = new byte[8192];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(bytes); !dead && read >= 0; read = in.read(bytes)) {
                    out.write(bytes, 0, read);
                }
            } catch (IOException broken) {
                // an end as well
            }
            if (!dead) {
                close();
            }
        }

        void close() {
            closed(near);
            closed(far);
        }
    }

    /** @param target the server's port at the loopback address */
    public Wire(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                Strand strand = new Strand(near);
                strands.add(strand);
                Thread.ofVirtual().start(strand::carry);
                listening.acquire();
                listening.release();
            }
        } catch (IOException closed) {
            return;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on, until it is mended. */
    public void cut(Cut how) throws IOException, InterruptedException {
        cut = true;
        strands.forEach(strand -> strand.dead = true);
        if (how == Cut.DEAF) {
            listening.acquire();
            fill();
        }
    }

    /** Until the kernel drops the first packet of another one. */
    private void fill() throws IOException {
        while (true) {
            Socket filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), DEAF_MILLIS);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
    }

    /** New connections reach the server again; those that fell silent stay so. */
    public void mend() {
        cut = false;
        fillers.forEach(Wire::closed);
        fillers.clear();
        if (listening.availablePermits() == 0) {
            listening.release();
        }
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        fillers.forEach(Wire::closed);
        strands.forEach(Strand::close);
    }
}
