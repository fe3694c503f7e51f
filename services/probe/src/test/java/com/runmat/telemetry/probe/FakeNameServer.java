package com.runmat.telemetry.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Answers DNS questions over UDP from a map whose keys are {@code name type}; what is not in it does not exist. */
final class FakeNameServer implements AutoCloseable {
    private static final Map<Integer, String> TYPES = Map.of(1, "A", 2, "NS", 16, "TXT", 28, "AAAA", 43, "DS");

    /** The record of a name that cannot be found out: SERVFAIL. */
    static final String BROKEN = "broken";

    private static final int HEADER = 12;

    private final Map<String, List<String>> records;
    private final DatagramSocket socket;

    FakeNameServer(Map<String, List<String>> records) throws IOException {
        this.records = records;
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket question = new DatagramPacket(new byte[512], 512);
                socket.receive(question);
                byte[] answer = answer(question.getData());
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (question[at] != 0) {
            name.append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII))
                    .append('.');
            at += question[at] + 1;
        }
        int type = question[at + 2];
        boolean known = records.keySet().stream().anyMatch(key -> key.startsWith(name + " "));
        List<String> values = records.getOrDefault(name + " " + TYPES.get(type), List.of());
        List<String> told = values.contains(BROKEN) ? List.of() : values;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(values.contains(BROKEN) ? 0x8182 : known ? 0x8180 : 0x8183);
        out.writeShort(1);
        out.writeShort(told.size());
        out.writeInt(0);
        out.write(question, HEADER, at + 5 - HEADER);
        for (String value : told) {
            record(out, type, value);
        }
        return bytes.toByteArray();
    }

    private static void record(DataOutputStream out, int type, String value) throws IOException {
        byte[] data = data(type, value);
        out.writeShort(0xC00C);
        out.writeShort(type);
        out.writeShort(1);
        out.writeInt(60);
        out.writeShort(data.length);
        out.write(data);
    }

    private static byte[] data(int type, String value) throws IOException {
        return switch (type) {
            case 2 -> name(value);
            case 16 -> text(value);
            case 43 -> key(value.split(" ", -1));
            default -> InetAddress.getAllByName(value)[0].getAddress();
        };
    }

    private static byte[] text(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** Tag, algorithm, kind of digest, digest. */
    private static byte[] key(String[] parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(Integer.parseInt(parts[0]));
        out.write(Integer.parseInt(parts[1]));
        out.write(Integer.parseInt(parts[2]));
        out.write(HexFormat.of().parseHex(parts[3]));
        return bytes.toByteArray();
    }

    private static byte[] name(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : name.split("\\.", -1)) {
            out.write(label.length());
            out.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
