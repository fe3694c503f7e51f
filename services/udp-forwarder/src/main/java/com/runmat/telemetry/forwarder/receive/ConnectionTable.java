package com.runmat.telemetry.forwarder.receive;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    private static final int MOST_DIGITS = 16;

    /** Those of thousands of processors. */
    private static final int MOST_STATISTICS = 1 << 20;

    private final File most;
    private final File count;
    private final File statistics;
    private long last;

    public ConnectionTable() {
        this(Path.of("/proc"));
    }

    ConnectionTable(Path proc) {
        most = proc.resolve("sys/net/netfilter/nf_conntrack_max").toFile();
        count = proc.resolve("sys/net/netfilter/nf_conntrack_count").toFile();
        statistics = proc.resolve("net/stat/nf_conntrack").toFile();
        last = drops();
    }

    /** How full it is, of 100. */
    public int percent() {
        long room = number(most);
        return room == 0 ? 0 : (int) (100 * number(count) / room);
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
        List<List<String>> lines = text(statistics, MOST_STATISTICS)
                .lines()
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

    private static long number(File file) {
        String text = text(file, MOST_DIGITS).strip();
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    /**
     * Its beginning. Two files are read every second, too seldom for the JVM to compile what reads them: {@code java.io} takes 9 µs for one
     * then, {@code java.nio.file} 44. A missing one is asked for first, as an exception costs more than all the rest.
     */
    private static String text(File file, int most) {
        if (!file.exists()) {
            return "";
        }
        try (InputStream in = new FileInputStream(file)) {
            return new String(in.readNBytes(most), StandardCharsets.US_ASCII);
        } catch (IOException noTracking) {
            return "";
        }
    }
}
