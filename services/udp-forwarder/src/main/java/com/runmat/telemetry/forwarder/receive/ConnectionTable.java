package com.runmat.telemetry.forwarder.receive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The kernel's table of tracked connections. When it is full the kernel drops whatever would begin a connection, health probes
 * and the forwarder's own posts among them. The machine tracks no datagram, so a table that fills tells that it does
 * after all. Where a file of it is missing (no tracking, not Linux) its numbers stay 0. Not thread-safe.
 */
public final class ConnectionTable {
    private static final int HEXADECIMAL = 16;

    private final Path proc;
    private long last;

    public ConnectionTable() {
        this(Path.of("/proc"));
    }

    ConnectionTable(Path proc) {
        this.proc = proc;
        last = drops();
    }

    /** How full it is, of 100. */
    public int percent() {
        long most = number("sys/net/netfilter/nf_conntrack_max");
        return most == 0 ? 0 : (int) (100 * number("sys/net/netfilter/nf_conntrack_count") / most);
    }

    /** How many packets were dropped for want of an entry since the last call, or since this was made. */
    public long increase() {
        long total = drops();
        long increase = Math.max(0, total - last);
        last = total;
        return increase;
    }

    /** A line of names, then one line for each processor, in hexadecimal. */
    private long drops() {
        List<List<String>> lines = lines("net/stat/nf_conntrack").stream()
                .map(line -> Arrays.asList(line.strip().split("\\s+", -1)))
                .toList();
        return lines.isEmpty() ? 0 : column(lines, "drop") + column(lines, "insert_failed");
    }

    private static long column(List<List<String>> lines, String name) {
        int column = lines.getFirst().indexOf(name);
        return lines.stream()
                .skip(1)
                .filter(line -> column >= 0 && column < line.size())
                .map(line -> line.get(column))
                .filter(text -> text.matches("[0-9a-f]{1,15}"))
                .mapToLong(text -> Long.parseLong(text, HEXADECIMAL))
                .sum();
    }

    private long number(String file) {
        return lines(file).stream()
                .filter(line -> line.matches("[0-9]{1,15}"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(proc.resolve(file));
        } catch (IOException noTracking) {
            return List.of();
        }
    }
}
