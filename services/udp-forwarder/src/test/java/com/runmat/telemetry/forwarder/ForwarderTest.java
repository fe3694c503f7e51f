package com.runmat.telemetry.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.runmat.telemetry.forwarder.admit.Datagrams;
import com.runmat.telemetry.forwarder.counters.ForwarderCounter;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for {@link Forwarder}: what becomes of datagrams, good and bad. */
@Timeout(120)
class ForwarderTest extends RunningForwarder {
    ForwarderTest() throws IOException {}

    @Test
    void datagram_reachesTheWorker_withKeyAndType() throws Exception {
        worker.mood((stand, exchange, lines) -> {
            String type = exchange.getRequestHeaders().getFirst("content-type");
            WorkerStandIn.answer(exchange, "application/x-ndjson".equals(type) && lines.size() == 1 ? 200 : 400, "");
        });
        send(0, 1);
        awaitEnds(1);
        Map<String, Long> counted = counted();
        counted.keySet().removeIf(name -> name.startsWith("conntrack_")); // of the whole machine
        assertEquals(Map.of("received", 1L, "delivered", 1L, "posts", 1L), counted);
        assertEquals(List.of("test-key"), worker.keys());
    }

    @Test
    void datagram_byIpv6_isTaken() throws Exception {
        assumeTrue(ipv6(), "this machine has no IPv6");
        try (Sender sender = new Sender(forwarder(), InetAddress.ofLiteral("::1"))) {
            sender.events(0, 3);
            sender.awaitReceived();
        }
        awaitEnds(3);
        assertEquals(3, worker.received().size());
    }

    @Test
    void noise_through_theSocket_addsUp() throws Exception {
        Random random = new Random(7);
        try (Sender sender = new Sender(forwarder())) {
            for (int i = 0; i < 20_000; i++) {
                sender.send(Datagrams.next(random, Sender.event(i)));
            }
            sender.awaitReceived();
        }
        awaitEnds(20_000);
        assertEquals(0, value(ForwarderCounter.DROPPED_INTERNAL));
        assertTrue(value(ForwarderCounter.DROPPED_OVERSIZED) > 0, "" + counted());
        assertEquals(200, get("/health").statusCode());
    }

    @Test
    void source_aboveItsRate_isDropped() throws Exception {
        restart("FORWARDER_SOURCE_RATE", "10");
        send(0, 500);
        awaitEnds(500);
        assertTrue(value(ForwarderCounter.DROPPED_SOURCE_RATE) > 300, "" + counted());
        assertTrue(value(ForwarderCounter.DELIVERED) >= 20, "" + counted());
    }

    @Test
    void start_twiceOnOneMachine_failsBeforeItTakesDatagrams() throws IOException {
        String[] samePorts = {
            "HEALTH_PORT",
            "" + forwarder().healthPort(),
            "UDP_PORT",
            "" + forwarder().udpPort()
        };
        assertThrows(BindException.class, () -> start(samePorts));
        send(0, 50);
        awaitEnds(50);
    }

    private static boolean ipv6() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("::1"))) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }
}
