package com.runmat.telemetry.forwarder;

import static org.awaitility.Awaitility.await;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends datagrams to a forwarder, and no faster than it takes them, so that the kernel loses none. */
final class Sender implements AutoCloseable {
    private static final int AHEAD = 200;

    private final Forwarder forwarder;
    private final SocketAddress target;
    private final DatagramChannel channel;
    private final long before;
    private long sent;

    Sender(Forwarder forwarder) throws IOException {
        this(forwarder, InetAddress.ofLiteral("127.0.0.1"));
    }

    Sender(Forwarder forwarder, InetAddress address) throws IOException {
        this.forwarder = forwarder;
        this.target = new InetSocketAddress(address, forwarder.udpPort());
        this.channel = DatagramChannel.open();
        this.before = received();
    }

    static String event(int number) {
        return "{\"event_label\":\"runtime_started\",\"session_id\":\"session-%d\",\"cid\":\"c\",\"run_kind\":\"script\"}"
                .formatted(number);
    }

    void events(int from, int to) throws IOException {
        for (int number = from; number < to; number++) {
            send(event(number).getBytes(StandardCharsets.UTF_8));
        }
    }

    void send(byte[] datagram) throws IOException {
        channel.send(ByteBuffer.wrap(datagram), target);
        sent++;
        if (sent % AHEAD == 0) {
            awaitReceived();
        }
    }

    /** Until the forwarder has taken all that was sent. */
    void awaitReceived() {
        await().pollInterval(Duration.ofMillis(1))
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(60))
                .until(() -> received() - before >= sent);
    }

    private long received() {
        return forwarder.counters().value(ForwarderCounter.RECEIVED);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
