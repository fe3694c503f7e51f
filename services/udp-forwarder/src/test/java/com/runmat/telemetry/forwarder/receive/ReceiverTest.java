package com.runmat.telemetry.forwarder.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.runmat.telemetry.forwarder.admit.Admission;
import com.runmat.telemetry.forwarder.admit.SourceLimiter;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.forwarder.queue.QueueLimits;
import com.runmat.telemetry.ops.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests for the end of a {@link Receiver} whose sockets hold more than it reads in one go. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ReceiverTest {
    private static final int SENDERS = 32;
    private static final int OF_ONE = 100;

    private final Counters<ForwarderCounter> counters = new Counters<>(ForwarderCounter.class);
    private final EventQueue queue = new EventQueue(
            new QueueLimits(10_000, 1 << 20, 100, 1 << 16, Duration.ZERO, Duration.ofMinutes(1)), counters);
    private final List<DatagramChannel> channels =
            Sockets.open(List.of(InetAddress.getLoopbackAddress()), 0, 2, 4 << 20);
    private final Receiver receiver = new Receiver(
            channels, Duration.ofMillis(500), new Admission(new SourceLimiter(0), queue, counters), counters);
    private long held;

    ReceiverTest() throws IOException {}

    /** Both of them, by so many senders, with as many as the kernel takes: its buffers may be smaller than asked for. */
    @BeforeEach
    void fill() throws IOException {
        int port = Sockets.port(channels.getFirst());
        KernelDrops drops = new KernelDrops(port);
        InetSocketAddress target = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        for (int i = 0; i < SENDERS; i++) {
            try (DatagramChannel sender = DatagramChannel.open()) {
                for (int j = 0; j < OF_ONE; j++) {
                    sender.send(ByteBuffer.wrap(new byte[] {'{', '}'}), target);
                }
            }
        }
        held = SENDERS * OF_ONE - drops.increase();
        assumeTrue(held > 2 * Receiver.TURN, () -> "net.core.rmem_max has room for " + held + " datagrams");
    }

    @AfterEach
    void close() throws IOException {
        Sockets.close(channels);
    }

    @Test
    void stop_takesAllThatTheKernelHolds() {
        receiver.stop(Duration.ofSeconds(30));
        receiver.run();
        assertEquals(held, counters.value(ForwarderCounter.RECEIVED));
        channels.forEach(channel -> assertFalse(channel.isOpen()));
    }

    @Test
    void stop_timeIsUp_endsThoughThereIsMoreOfEach() {
        receiver.stop(Duration.ZERO);
        receiver.run();
        assertEquals(2 * Receiver.TURN, counters.value(ForwarderCounter.RECEIVED));
    }
}
