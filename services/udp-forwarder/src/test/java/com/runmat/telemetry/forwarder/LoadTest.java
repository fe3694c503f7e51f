package com.runmat.telemetry.forwarder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests for datagrams of each size, floods, and an end in the middle of one. */
@Timeout(120)
class LoadTest extends RunningForwarder {
    private static final int WHISPERS = 20;

    LoadTest() throws IOException {}

    @Test
    void datagram_ofEachSize_hasItsOneEnd() throws Exception {
        try (Sender sender = new Sender(forwarder())) {
            sender.send(new byte[0]);
            sender.send(new byte[] {'{'});
            sender.send(event(1_472));
            sender.send(event(16_384));
            sender.send(event(16_385));
            sender.send(event(65_507));
            sender.awaitReceived();
        }
        awaitEnds(6);
        Map<String, Long> ends = counted();
        ends.keySet().retainAll(Set.of("received", "delivered", "dropped_malformed", "dropped_oversized"));
        assertEquals(Map.of("received", 6L, "delivered", 2L, "dropped_malformed", 2L, "dropped_oversized", 2L), ends);
    }

    private static byte[] event(int size) {
        String event = Sender.event(size);
        return event.replace("}", ",\"x\":\"" + "x".repeat(size - event.length() - 7) + "\"}")
                .getBytes(UTF_8);
    }

    /** Linux sends from any address of 127.0.0.0/8. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void source_floods_othersAreHeard() throws Exception {
        restart("FORWARDER_SOURCE_RATE", "10");
        Set<String> heard = ConcurrentHashMap.newKeySet();
        worker.mood((stand, exchange, lines) -> {
            lines.stream().filter(line -> line.contains("session-7000")).forEach(heard::add);
            WorkerStandIn.accept(stand, exchange, lines);
        });
        int flood = 0;
        for (int whisper = 1; whisper <= WHISPERS; whisper++) {
            send(flood, flood + 200);
            flood += 200;
            whisper(whisper);
        }
        awaitEnds(flood + WHISPERS);
        assertEquals(WHISPERS, heard.size());
        assertTrue(value(ForwarderCounter.DROPPED_SOURCE_RATE) > flood / 2, "" + counted());
    }

    private void whisper(int network) throws IOException {
        SocketAddress source = new InetSocketAddress(InetAddress.ofLiteral("127.0." + network + ".1"), 0);
        try (DatagramChannel channel = DatagramChannel.open().bind(source)) {
            channel.send(
                    ByteBuffer.wrap(Sender.event(700_000 + network).getBytes(UTF_8)),
                    new InetSocketAddress(
                            InetAddress.ofLiteral("127.0.0.1"), forwarder().udpPort()));
        }
    }

    @Test
    void close_underFullLoadAndMoreThanCanLeave_eachDatagramTakenIsDeliveredOrCounted() throws Exception {
        restart("FORWARDER_FLUSH", "2s");
        AtomicBoolean ended = new AtomicBoolean();
        SocketAddress target = new InetSocketAddress(
                InetAddress.ofLiteral("127.0.0.1"), forwarder().udpPort());
        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> floodUntil(ended, target));
        await().atMost(SOON).until(() -> value(ForwarderCounter.DELIVERED) > 5_000);
        worker.mood((stand, exchange, lines) -> {
            stand.remember(lines);
            Thread.sleep(1_000);
            WorkerStandIn.answer(exchange, 200, "{\"ok\":true}");
        });
        await().atMost(SOON).until(() -> metric("waiting_events") > 15_000);
        forwarder().close();
        ended.set(true);
        flood.join();
        // a receiver that got no processor before the end counts what it had read a little later
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(
                        value(ForwarderCounter.RECEIVED),
                        value(ForwarderCounter.DELIVERED) + dropped(),
                        "" + counted()));
        long arrived = worker.received().size();
        assertTrue(value(ForwarderCounter.DROPPED_SHUTDOWN) > 5_000, "" + counted());
        assertTrue(arrived >= value(ForwarderCounter.DELIVERED), arrived + " " + counted());
        assertTrue(
                arrived <= value(ForwarderCounter.DELIVERED) + value(ForwarderCounter.DROPPED_UNANSWERED),
                arrived + " " + counted());
    }

    private long dropped() {
        return counted().entrySet().stream()
                .filter(counter -> counter.getKey().startsWith("dropped_"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void floodUntil(AtomicBoolean ended, SocketAddress target) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            for (int i = 0; !ended.get(); i++) {
                channel.send(ByteBuffer.wrap(Sender.event(i).getBytes(UTF_8)), target);
            }
        } catch (IOException portIsClosed) {
            // as it is once the forwarder has ended
        }
    }

    /** Beginnings make room, whatever came first; the sums hold. */
    @Test
    void worker_awayLongerThanTheQueueHolds_everyEndIsDelivered() throws Exception {
        // what waits for another try makes no room: one relay has little of it
        restart("FORWARDER_QUEUE_EVENTS", "2000", "FORWARDER_CONCURRENCY", "1");
        worker.kill();
        send(0, 5000);
        try (Sender sender = new Sender(forwarder())) {
            for (int i = 0; i < 500; i++) {
                String label = i % 2 == 0 ? "runtime_finished" : "install_failed";
                sender.send(Sender.event(100_000 + i)
                        .replace("runtime_started", label)
                        .getBytes(UTF_8));
            }
            sender.awaitReceived();
        }
        Set<String> ends = ConcurrentHashMap.newKeySet();
        worker.mood((stand, exchange, lines) -> {
            lines.stream().filter(line -> !line.contains("runtime_started")).forEach(ends::add);
            WorkerStandIn.accept(stand, exchange, lines);
        });
        worker.restart();
        awaitEnds(5500);
        assertEquals(500, ends.size());
        assertEquals(
                5500, value(ForwarderCounter.DELIVERED) + value(ForwarderCounter.DROPPED_QUEUE_FULL), "" + counted());
        assertTrue(value(ForwarderCounter.DELIVERED) > 1900, "" + counted());
    }
}
