package com.runmat.telemetry.ops.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection to one origin, used for one exchange after the other. One thread at a time; {@link #close} and
 * {@link #cutIfOverdue} may be called by any.
 *
 * <p>Each read waits for what is left until the deadline, so that a server that answers byte by byte is cut off in time. A write has
 * no time-out: whoever holds the connections must cut those that are overdue.
 */
final class Connection implements AutoCloseable {
    /** A body up to this leaves together with its head; a longer one follows it without being copied. */
    private static final int COPIED = 16 * 1024;

    private final Origin origin;
    private final SocketChannel channel = channel();
    private Socket socket = channel.socket();
    private final AnswerReader answers = new AnswerReader(this::read);
    private volatile long deadline;
    private volatile long usedAt;

    Connection(Origin origin, Deadline deadline) {
        this.origin = origin;
        this.deadline = deadline.nanoTime();
    }

    private static SocketChannel channel() {
        try {
            return SocketChannel.open();
        } catch (IOException noMoreFiles) {
            throw new UncheckedIOException(noMoreFiles);
        }
    }

    Origin origin() {
        return origin;
    }

    /** Connects if it is not yet, with TLS where the origin has it; false when the host is not there, or not the certificate's. */
    boolean opened(Duration connect) {
        try {
            if (!channel.isConnected()) {
                open(connect);
            }
            return true;
        } catch (IOException nothingSent) {
            return false;
        }
    }

    private void open(Duration connect) throws IOException {
        int time = Math.min(left(), (int) connect.toMillis());
        socket.connect(new InetSocketAddress(origin.address(), origin.port()), time);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (origin.tls()) {
            socket = secured();
        }
    }

    private SSLSocket secured() throws IOException {
        SSLSocket secured =
                (SSLSocket) tls().getSocketFactory().createSocket(socket, origin.address(), origin.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(left());
        secured.startHandshake();
        return secured;
    }

    private static SSLContext tls() throws IOException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException noStoreOfCertificates) {
            throw new IOException(noStoreOfCertificates);
        }
    }

    /** Sends a request and reads its answer, {@code limit} bytes of its body at most. */
    HttpAnswer exchange(byte[] head, byte[] body, int length, int limit) throws IOException {
        OutputStream out = socket.getOutputStream();
        if (length <= COPIED) {
            byte[] request = Arrays.copyOf(head, head.length + length);
            System.arraycopy(body, 0, request, head.length, length);
            out.write(request);
        } else {
            out.write(head);
            out.write(body, 0, length);
        }
        HttpAnswer answer = answers.read(limit);
        usedAt = System.nanoTime();
        return answer;
    }

    private int read(byte[] buffer) throws IOException {
        socket.setSoTimeout(left());
        return socket.getInputStream().read(buffer);
    }

    private int left() throws SocketTimeoutException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("the exchange did not end in time");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    /** Takes the deadline of the next exchange; false when it was idle for that long, or the server has closed it meanwhile. */
    boolean reused(Deadline next, Duration idle) {
        deadline = next.nanoTime();
        return !isIdle(idle) && isQuiet();
    }

    private boolean isIdle(Duration idle) {
        return System.nanoTime() - usedAt > idle.toNanos();
    }

    /** Between two exchanges a server sends nothing but the end. */
    private boolean isQuiet() {
        try {
            channel.configureBlocking(false);
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException broken) {
            return false;
        }
    }

    boolean closedIfIdle(Duration idle) {
        if (isIdle(idle)) {
            close();
        }
        return isIdle(idle);
    }

    /** By {@link System#nanoTime()}, of the exchange that is under way, or was the last. */
    long deadline() {
        return deadline;
    }

    void cutIfOverdue() {
        if (System.nanoTime() - deadline > 0) {
            close();
        }
    }

    /** At once, whatever another thread does with it: to close TLS in order may wait for a write. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
