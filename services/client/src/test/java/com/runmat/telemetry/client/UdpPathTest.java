package com.runmat.telemetry.client;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a fragmented datagram only the first fragment carries a port, so the load balancer passes no other: one packet or none. */
class UdpPathTest {
    private static final int UDP_HEADER = 8;

    @ParameterizedTest(name = "{0}: {1} less {2}")
    @CsvSource({
        "IPv4 on the network behind the load balancer, 1460, 20",
        "IPv6 on the network behind the load balancer, 1460, 40",
        "IPv6 on the narrowest path there may be,      1280, 40"
    })
    void limit_withHeaders_isOnePacket(String path, int mtu, int header) {
        assertTrue(UdpPath.LIMIT - 1 + header + UDP_HEADER <= mtu, path);
    }

    @Test
    void send_largestDatagram_leavesWhole_andOneByteMoreNotAtAll() {
        try (Collector collector = new Collector()) {
            Endpoints endpoints = Endpoints.read("off", collector.udpEndpoint(), new ArrayList<>());
            UdpPath path = new UdpPath(requireNonNull(endpoints.udp()));
            assertEquals(Count.TOO_LARGE_FOR_UDP, path.send(new byte[UdpPath.LIMIT]));
            String largest = "x".repeat(UdpPath.LIMIT - 1);
            assertEquals(Count.SENT_UDP, path.send(largest.getBytes(StandardCharsets.US_ASCII)));
            await().until(() -> !collector.datagrams.isEmpty());
            assertEquals(largest, collector.datagrams.get(0));
            assertEquals(1, collector.datagrams.size());
        }
    }
}
