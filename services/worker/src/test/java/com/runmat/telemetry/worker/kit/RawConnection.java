package com.runmat.telemetry.worker.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client's connection, byte for byte. Nothing is waited for longer than 30 s. */
public final class RawConnection implements AutoCloseable {
    private final Socket socket;

    public RawConnection(TestWorker worker) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), worker.port());
            socket.setSoTimeout(30_000);
            socket.setTcpNoDelay(true);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The head of a request with lines of events, which announces a body of this length. */
    public static String head(int length) {
        return "POST /ingest HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nx-telemetry-key: "
                + TestWorker.KEY + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    /** False when the other side has closed the connection. */
    public boolean write(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** The status of the next answer. */
    public int status() throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length()));
    }

    /** Reads on until this has come. */
    public void readUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after " + text);
            }
            text.append((char) next);
        }
    }

    /** Everything until the other side closes the connection; a reset is an end too, a silence is not. */
    public String readToItsEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                text.append((char) next);
            }
        } catch (SocketException reset) {
            // as good as an end
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
