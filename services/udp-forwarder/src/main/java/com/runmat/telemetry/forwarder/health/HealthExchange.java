package com.runmat.telemetry.forwarder.health;

import com.runmat.telemetry.forwarder.health.HealthPages.Page;
import com.runmat.telemetry.ops.http.HttpDate;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One request without a body and its answer, by HTTP/1.1, after which the connection ends. The JDK's server would load the names of
 * all time zones for its answer's date and send head and body apart, together a third of a forwarder's start.
 */
final class HealthExchange {
    private static final HttpDate DATE = new HttpDate();

    /** For the request, and again for the answer to be read. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MAX_HEAD_BYTES = 8 * 1024;

    /** Above the largest page, so that to write one never waits for its reader. */
    private static final int SEND_BUFFER = 64 * 1024;

    private final Socket connection;
    private final byte[] head = new byte[MAX_HEAD_BYTES];

    HealthExchange(Socket connection) throws IOException {
        this.connection = connection;
        connection.setSendBufferSize(SEND_BUFFER);
    }

    void answer(HealthPages pages) throws IOException {
        // METHOD, target, version
        String[] request = requestLine().split(" ", -1);
        if (request.length != 3 || !request[2].startsWith("HTTP/1.")) {
            send(Page.BAD_REQUEST, true);
        } else {
            String target = request[1];
            int query = target.indexOf('?');
            String path = query < 0 ? target : target.substring(0, query);
            send(pages.page(request[0], path), !request[0].equals("HEAD"));
        }
        connection.shutdownOutput();
        awaitEnd();
    }

    /** The first line, when the head has come to its end; empty for one that has none within the limit. */
    private String requestLine() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int length = 0;
        while (length < head.length) {
            int read = read(head, length, end);
            if (read < 0) {
                break;
            }
            length += read;
            String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
            if (text.contains("\r\n\r\n")) {
                return text.substring(0, text.indexOf("\r\n"));
            }
        }
        return "";
    }

    private int read(byte[] buffer, int at, long end) throws IOException {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("the other side took too long");
        }
        connection.setSoTimeout((int) left);
        return connection.getInputStream().read(buffer, at, buffer.length - at);
    }

    private void send(Page page, boolean withBody) throws IOException {
        byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(256 + body.length);
        text.append("HTTP/1.1 ").append(page.status()).append("\r\nDate: ").append(DATE.now());
        text.append("\r\nContent-Type: ").append(page.type());
        text.append("\r\nContent-Length: ").append(body.length);
        page.allow().ifPresent(methods -> text.append("\r\nAllow: ").append(methods));
        text.append("\r\nConnection: close\r\n\r\n").append(withBody ? page.body() : "");
        connection.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** To close a connection on which something has not been read may take the answer away from its reader. */
    private void awaitEnd() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int read = 0;
        while (read >= 0) {
            read = read(head, 0, end);
        }
    }
}
