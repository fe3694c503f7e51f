package com.runmat.telemetry.forwarder.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link ConnectionTable}. */
class ConnectionTableTest {
    private static final String COUNT = "sys/net/netfilter/nf_conntrack_count";
    private static final String MAX = "sys/net/netfilter/nf_conntrack_max";
    private static final String STATISTICS = "net/stat/nf_conntrack";

    /** As Linux 6 writes it. */
    private static final String NAMES =
            "entries  clashres found new invalid ignore delete chainlength insert insert_failed "
                    + "drop early_drop icmp_error  expect_new expect_create expect_delete search_restart\n";

    @TempDir
    private Path proc;

    @Test
    void percent_isOfTheMostThatFit() throws IOException {
        write(COUNT, "6400\n");
        write(MAX, "8000\n");
        assertEquals(80, new ConnectionTable(proc).percent());
    }

    /** It is asked for every second. */
    @Test
    void percent_takesLittleMemory() throws IOException {
        write(COUNT, "6400\n");
        write(MAX, "8000\n");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ConnectionTable table = new ConnectionTable(proc);
        table.percent();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            table.percent();
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / 100;
        assertTrue(each < 5_000, () -> "bytes each: " + each);
    }

    @Test
    void increase_sumsTheProcessors() throws IOException {
        write(STATISTICS, NAMES + line("00000000", "00000005") + line("00000000", "00000000"));
        ConnectionTable table = new ConnectionTable(proc);
        assertEquals(0, table.increase());
        write(STATISTICS, NAMES + line("00000000", "0000001f") + line("00000002", "00000001"));
        assertEquals(0x1f - 5 + 2 + 1, table.increase());
        assertEquals(0, table.increase());
    }

    @Test
    void anything_withoutTracking_isNothing() {
        ConnectionTable table = new ConnectionTable(proc);
        assertEquals(0, table.percent());
        assertEquals(0, table.increase());
    }

    @Test
    void anything_garbage_isNothing() throws IOException {
        write(COUNT, "many\n");
        write(MAX, "8000\n");
        write(STATISTICS, NAMES + "00000001 short\n" + line("x", "y") + "\n");
        ConnectionTable table = new ConnectionTable(proc);
        assertEquals(0, table.percent());
        assertEquals(0, table.increase());
    }

    private static String line(String insertFailed, String drop) {
        String other = "00000007 ";
        return other.repeat(9) + insertFailed + " " + drop + " "
                + other.repeat(6).strip() + "\n";
    }

    private void write(String file, String text) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
