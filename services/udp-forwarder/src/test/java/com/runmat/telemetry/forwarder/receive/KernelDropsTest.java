package com.runmat.telemetry.forwarder.receive;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link KernelDrops}. */
class KernelDropsTest {
    private static final String HEADER =
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n";

    @TempDir
    private Path folder;

    @Test
    void increase_sumsTheSocketsOfThePort() throws IOException {
        Path udp = folder.resolve("udp");
        Path udp6 = folder.resolve("udp6");
        KernelDrops drops = new KernelDrops(7846, List.of(udp, udp6, folder.resolve("none")));
        Files.writeString(udp, HEADER + line("0100007F:1EA6", "5") + line("0100007F:1EA7", "100"));
        Files.writeString(udp6, HEADER + line("0".repeat(32) + ":1EA6", "7") + line("0".repeat(32) + ":1EA6", "1"));
        assertEquals(13, drops.increase());
        assertEquals(0, drops.increase());
        Files.writeString(udp, HEADER + line("0100007F:1EA6", "8"));
        assertEquals(3, drops.increase());
    }

    @Test
    void increase_socketsClosedOrTableUnreadable_isNotNegative() throws IOException {
        Path udp = folder.resolve("udp");
        KernelDrops drops = new KernelDrops(7846, List.of(udp));
        Files.writeString(udp, HEADER + line("0100007F:1EA6", "5"));
        assertEquals(5, drops.increase());
        Files.writeString(udp, HEADER + "garbage\n" + line("0100007F:1EA6", "x"));
        assertEquals(0, drops.increase());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void increase_ofARealSocketThatNobodyReads_growsByWhatTheKernelDropped() throws IOException {
        try (DatagramChannel full = Sockets.open(List.of(InetAddress.getLoopbackAddress()), 0, 1, 64 << 10)
                        .getFirst();
                DatagramChannel sender = DatagramChannel.open()) {
            KernelDrops drops = new KernelDrops(Sockets.port(full));
            assertEquals(0, drops.increase());
            InetSocketAddress target = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Sockets.port(full));
            for (int i = 0; i < 1000; i++) {
                sender.send(ByteBuffer.wrap(new byte[1000]), target);
            }
            long[] seen = {0};
            await().atMost(Duration.ofSeconds(10)).until(() -> (seen[0] += drops.increase()) > 0);
            int kept = 0;
            ByteBuffer buffer = ByteBuffer.allocate(2000);
            while (full.receive(buffer.clear()) != null) {
                kept++;
            }
            assertTrue(kept > 0);
            assertEquals(1000, kept + seen[0] + drops.increase());
        }
    }

    private static String line(String local, String drops) {
        return "  123: " + local
                + " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4711 2 0000 " + drops + "\n";
    }
}
