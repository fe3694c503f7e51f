package com.runmat.telemetry.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sockets of a process and all its descendants that take something from elsewhere, as Linux's {@code /proc} lists them. */
record ListeningSockets(Set<String> inodes) {
    /** A TCP socket that listens; other states of TCP have one peer each, whose address another row checks. */
    private static final String LISTENING = "0A";

    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    /**
     * One of them.
     *
     * @param protocol the table that lists it, such as {@code udp6}
     */
    record Bound(String protocol, InetAddress address, int port) {
        String family() {
            return protocol.substring(0, 3) + " " + address.getHostAddress();
        }
    }

    static ListeningSockets of(ProcessHandle process) throws IOException {
        Set<String> inodes = new TreeSet<>();
        for (ProcessHandle one :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(one.pid()), "fd"))) {
                files.map(ListeningSockets::target)
                        .filter(target -> target.startsWith("socket:["))
                        .forEach(target -> inodes.add(target.substring("socket:[".length(), target.length() - 1)));
            }
        }
        return new ListeningSockets(inodes);
    }

    /** Every datagram socket, and every TCP socket that listens. */
    List<Bound> bound() {
        return Stream.of("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6")
                .flatMap(this::table)
                .toList();
    }

    private Stream<Bound> table(String protocol) {
        Path table = Path.of("/proc/net", protocol);
        if (!Files.exists(table)) {
            return Stream.of();
        }
        try {
            return Files.readAllLines(table).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(columns -> inodes.contains(columns[INODE]))
                    .filter(columns -> !protocol.startsWith("tcp") || columns[STATE].equals(LISTENING))
                    .map(columns -> bound(protocol, columns[LOCAL_ADDRESS]))
                    .collect(Collectors.toList())
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Addresses stand there as words of four bytes in the machine's order, which is little-endian on all that we run on. */
    private static Bound bound(String protocol, String text) {
        String[] addressAndPort = text.split(":", -1);
        byte[] words = HexFormat.of().parseHex(addressAndPort[0]);
        byte[] bytes = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i / 4 * 4 + 3 - i % 4];
        }
        try {
            return new Bound(protocol, InetAddress.getByAddress(bytes), Integer.parseInt(addressAndPort[1], 16));
        } catch (UnknownHostException neitherFamily) {
            throw new IllegalStateException(text, neitherFamily);
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
