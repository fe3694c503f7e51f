package com.runmat.telemetry.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Asks one thing after the other, over one connection while the service keeps it, and is content with the expected answer alone: a training that went wrong
 * trains nothing. A client of its own, for what arrives at once and what arrives later takes different ways through a server:
 * here each request goes both ways.
 */
final class TrainingClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    /** Between the head and the body of the second request: a server that is not asleep has answered or waits by then. */
    private static final int PAUSE_MILLIS = 10;

    private final int port;
    private final String headers;
    private Socket socket;
    private DataInputStream answers;
    private boolean ended;

    /** @param headers of each request, each with its line's end */
    TrainingClient(int port, String headers) throws IOException {
        this.port = port;
        this.headers = "host: localhost\r\n" + headers;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        answers = new DataInputStream(socket.getInputStream());
        ended = false;
    }

    void get(String path, int expected) throws IOException, InterruptedException {
        ask("GET " + path, headers, new byte[0], expected);
    }

    /** Asks until the answer is 200. */
    void getWhenReady(String path) throws IOException, InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (answer("GET " + path, headers, new byte[0], false) != 200) {
            if (System.currentTimeMillis() > end) {
                throw new CannotFill("in training the service did not get ready");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    void preflight(String path, String origin) throws IOException, InterruptedException {
        ask(
                "OPTIONS " + path,
                "host: localhost\r\norigin: " + origin + "\r\naccess-control-request-method: POST\r\n",
                new byte[0],
                204);
    }

    void post(String event, int expected) throws IOException, InterruptedException {
        ask("POST /ingest", headers + "content-type: application/json\r\n", event.getBytes(UTF_8), expected);
    }

    void postWithoutKey(String event, int expected) throws IOException, InterruptedException {
        ask("POST /ingest", "host: localhost\r\ncontent-type: application/json\r\n", event.getBytes(UTF_8), expected);
    }

    void postBatch(String lines) throws IOException, InterruptedException {
        ask("POST /ingest", headers + "content-type: application/x-ndjson\r\n", lines.getBytes(UTF_8), 200);
    }

    void postZipped(String lines) throws IOException, InterruptedException {
        var type = "content-type: application/x-ndjson\r\ncontent-encoding: gzip\r\n";
        ask("POST /ingest", headers + type, gzip(lines), 200);
    }

    private void ask(String what, String headers, byte[] body, int expected) throws IOException, InterruptedException {
        for (boolean later : new boolean[] {false, true}) {
            int status = answer(what, headers, body, later && body.length > 0);
            if (status != expected) {
                throw new CannotFill(
                        "in training the service answered " + status + " instead of " + expected + " to " + what);
            }
        }
    }

    private int answer(String what, String headers, byte[] body, boolean later)
            throws IOException, InterruptedException {
        if (ended) {
            close();
            connect();
        }
        var head = what + " HTTP/1.1\r\n" + headers + (body.length > 0 ? "content-length: " + body.length + "\r\n" : "")
                + "\r\n";
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(ISO_8859_1));
        if (later) {
            request.writeTo(socket.getOutputStream());
            request.reset();
            Thread.sleep(PAUSE_MILLIS);
        }
        request.writeBytes(body);
        request.writeTo(socket.getOutputStream());
        return readAnswer();
    }

    /** The status of an answer, which is read to its end. */
    private int readAnswer() throws IOException {
        var status = readLine();
        int length = 0;
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
            ended |= line.equalsIgnoreCase("connection: close");
        }
        answers.readFully(new byte[length]);
        return Integer.parseInt(status.substring("HTTP/1.1 ".length()).substring(0, 3));
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (int read = answers.readUnsignedByte(); read != '\n'; read = answers.readUnsignedByte()) {
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
