package com.runmat.telemetry.forwarder.receive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * Datagrams that the kernel dropped because a socket's buffer was full: the last column of {@code /proc/net/udp} and
 * {@code /proc/net/udp6}, for the sockets on one port. Where there is no such file (not Linux) the number stays 0. Not
 * thread-safe.
 */
public final class KernelDrops {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int DROPS = 12;

    private final List<Path> tables;
    private final String port;
    private long last;

    public KernelDrops(int port) {
        this(port, TABLES);
    }

    KernelDrops(int port, List<Path> tables) {
        this.tables = tables;
        this.port = ":" + HexFormat.of().withUpperCase().toHexDigits((char) port);
    }

    /** How many there were since the last call, or since the sockets were opened. */
    public long increase() {
        long total = tables.stream().mapToLong(this::drops).sum();
        // sockets that were closed take their drops with them
        long increase = Math.max(0, total - last);
        last = total;
        return increase;
    }

    private long drops(Path table) {
        try {
            return Files.readAllLines(table).stream()
                    .mapToLong(this::dropsOfLine)
                    .sum();
        } catch (IOException noSuchTable) {
            return 0;
        }
    }

    private long dropsOfLine(String line) {
        String[] columns = line.strip().split("\\s+", -1);
        boolean ours = columns.length > DROPS
                && columns[LOCAL_ADDRESS].endsWith(port)
                && columns[DROPS].matches("[0-9]{1,18}");
        return ours ? Long.parseLong(columns[DROPS]) : 0;
    }
}
