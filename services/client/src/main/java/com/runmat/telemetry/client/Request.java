package com.runmat.telemetry.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One POST in HTTP/1.1 and the status of its answer, which is all that the sender goes by: no header and no body is read, and a
 * redirect is a refusal. Runs until the status is there, the other side ends or somebody closes the connection.
 */
final class Request implements Runnable {
    /** Interim answers (100 Continue) included. */
    private static final int LONGEST_ANSWER = 16_384;

    private static final int LONGEST_LINE = 1_024;

    private final Connection connection;
    private final URI endpoint;
    private final String key;
    private final byte[] payload;
    private volatile int status;

    Request(Connection connection, URI endpoint, String key, byte[] payload) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.key = key;
        this.payload = payload;
    }

    /** The answer's, or 0 as long as there is none. */
    int status() {
        return status;
    }

    @Override
    public void run() {
        try (Socket socket = connection.open()) {
            socket.getOutputStream().write(bytes());
            status = finalStatus(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException | RuntimeException noAnswer) {
            // the status tells
        }
    }

    private byte[] bytes() {
        String path = endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        String head = "POST " + path + query + " HTTP/1.1\r\n"
                + "host: " + endpoint.getRawAuthority() + "\r\n"
                + "content-type: application/json\r\n"
                + "content-length: " + payload.length + "\r\n"
                + "x-telemetry-key: " + key + "\r\n"
                + "user-agent: runmat-telemetry\r\n"
                + "connection: close\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(payload);
        return all.toByteArray();
    }

    private static int finalStatus(InputStream in) throws IOException {
        int left = LONGEST_ANSWER;
        while (left > 0) {
            String line = line(in);
            left -= line.length() + 1;
            int status = status(line);
            if (status >= 200) {
                return status;
            }
            while (left > 0 && !line.isEmpty()) {
                line = line(in);
                left -= line.length() + 1;
            }
        }
        throw new ProtocolException("no end of interim answers");
    }

    /** Of {@code HTTP/1.1 200 OK}. */
    private static int status(String line) throws IOException {
        if (!line.startsWith("HTTP/1.") || line.length() < 12 || line.charAt(8) != ' ') {
            throw new ProtocolException("no HTTP answer");
        }
        int status = 0;
        for (int i = 9; i < 12; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new ProtocolException("no HTTP status");
            }
            status = 10 * status + digit;
        }
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() == LONGEST_LINE) {
                throw new ProtocolException("no line of an HTTP answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
