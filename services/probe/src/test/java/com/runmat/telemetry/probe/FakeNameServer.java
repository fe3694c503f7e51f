package com.runmat.telemetry.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Answers DNS questions over UDP from a map whose keys are {@code name type}; what is not in it does not exist. */
final class FakeNameServer implements AutoCloseable {
    private static final Map<Integer, String> TYPES = Map.of(1, "A", 2, "NS", 28, "AAAA");
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(known ? 0x8180 : 0x8183);
        out.writeShort(1);
        out.writeShort(values.size());
        out.writeInt(0);
        out.write(question, HEADER, at + 5 - HEADER);
        for (String value : values) {
            record(out, type, value);
        }
        return bytes.toByteArray();
    }

    private static void record(DataOutputStream out, int type, String value) throws IOException {
        byte[] data = type == 2 ? name(value) : InetAddress.getAllByName(value)[0].getAddress();
        out.writeShort(0xC00C);
        out.writeShort(type);
        out.writeShort(1);
        out.writeInt(60);
        out.writeShort(data.length);
        out.write(data);
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
