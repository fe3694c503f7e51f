package com.runmat.telemetry.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * As far as UDP can be checked: nobody answers a datagram, so a marked event is sent to each address and must then be counted at
 * the worker, which the forwarder passes it to. A closed port may tell of itself.
 *
 * <p>The count is read from whichever worker instance answers. Where several run, the one that got the event may seldom be the one
 * that is asked, so the event is sent again until an instance is seen to count one.
 */
final class UdpCheck {
    private static final int CLOSED_PORT_TELLS_MS = 300;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration BETWEEN_EVENTS = Duration.ofSeconds(2);

    /** Before the first event: to meet the instances, and to let the events of an earlier check arrive. */
    private static final int LOOKS_BEFORE = 4;

    private final Duration patience;

    /** @param patience how long the event may take to the worker: the forwarder's batching and one retry are seconds */
    UdpCheck(Duration patience) {
        this.patience = patience;
    }

    static String name(InetSocketAddress to) {
        return to.getAddress() instanceof Inet6Address ? "datagram v6" : "datagram v4";
    }

    Finding check(String target, InetSocketAddress to, WorkerClient worker) throws InterruptedException {
        String check = name(to);
        CountedProbes counted = new CountedProbes(worker);
        for (int look = 0; worker.hasKey() && look < LOOKS_BEFORE; look++) {
            counted.rose();
            Thread.sleep(BETWEEN_LOOKS);
        }
        try {
            send(to);
            if (!counted.seen()) {
                return Finding.warn(
                        target,
                        check,
                        "sent; whether it arrived cannot be seen without the key and the worker's counters");
            }
            return arrived(counted, to)
                    ? Finding.pass(target, check, "the marked event was counted at the worker")
                    : Finding.fail(
                            target,
                            check,
                            "not counted at the worker within " + patience.toSeconds()
                                    + " s; look at the forwarder's counters next");
        } catch (PortUnreachableException closed) {
            return Finding.fail(target, check, "the port is closed: no forwarder listens there");
        } catch (IOException failed) {
            return Finding.warn(target, check, "this machine cannot send there (" + failed.getMessage() + ")");
        }
    }

    private static void send(InetSocketAddress to) throws IOException {
        byte[] event = MarkedEvent.fresh();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(to);
            socket.send(new DatagramPacket(event, event.length));
            socket.setSoTimeout(CLOSED_PORT_TELLS_MS);
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (SocketTimeoutException silence) {
            return; // as it should be
        }
    }

    private boolean arrived(CountedProbes counted, InetSocketAddress to) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long sent = start;
        while (System.nanoTime() - start < patience.toNanos()) {
            if (counted.rose()) {
                return true;
            }
            if (System.nanoTime() - sent > BETWEEN_EVENTS.toNanos()) {
                send(to);
                sent = System.nanoTime();
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return false;
    }
}
