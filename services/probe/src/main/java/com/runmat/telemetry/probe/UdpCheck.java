package com.runmat.telemetry.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As far as UDP can be checked: nobody answers a datagram, so a marked event is sent to each address and must then be counted at
 * the worker, which the forwarder passes it to. A closed port may tell of itself.
 *
 * <p>The count is read from whichever worker instance answers. Where several run, the one that got the event may not be the one
 * that is asked, and the check may fail though all is well; it is then worth repeating.
 */
final class UdpCheck {
    private static final Pattern COUNTED = Pattern.compile("(?m)^worker_probe_udp_total (\\d+)$");
    private static final int CLOSED_PORT_TELLS_MS = 300;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Duration patience;

    /** @param patience how long the event may take to the worker: the forwarder's batching and one retry are seconds */
    UdpCheck(Duration patience) {
        this.patience = patience;
    }

    List<Finding> check(HostAndPort endpoint, WorkerClient worker) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(endpoint.host())) {
                findings.add(check("udp " + endpoint, new InetSocketAddress(address, endpoint.port()), worker));
            }
        } catch (UnknownHostException unknown) {
            findings.add(Finding.fail(
                    "udp " + endpoint, "datagram", "this machine finds no address for " + endpoint.host()));
        }
        return findings;
    }

    private Finding check(String target, InetSocketAddress to, WorkerClient worker) throws InterruptedException {
        String check = to.getAddress() instanceof Inet6Address ? "datagram v6" : "datagram v4";
        OptionalLong before = counted(worker);
        try {
            send(to);
        } catch (PortUnreachableException closed) {
            return Finding.fail(target, check, "the port is closed: no forwarder listens there");
        } catch (IOException failed) {
            return Finding.warn(target, check, "this machine cannot send there (" + failed.getMessage() + ")");
        }
        if (before.isEmpty()) {
            return Finding.warn(
                    target, check, "sent; whether it arrived cannot be seen without the key and the worker's counters");
        }
        return arrived(worker, before.getAsLong())
                ? Finding.pass(target, check, "the marked event was counted at the worker")
                : Finding.fail(
                        target,
                        check,
                        "not counted at the worker within " + patience.toSeconds()
                                + " s; repeat where several workers run, then look at the forwarder's counters");
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

    private boolean arrived(WorkerClient worker, long before) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (counted(worker).orElse(before) > before) {
                return true;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return false;
    }

    private static OptionalLong counted(WorkerClient worker) throws InterruptedException {
        if (!worker.hasKey()) {
            return OptionalLong.empty();
        }
        try {
            HttpResponse<String> page = worker.metrics();
            Matcher counter = COUNTED.matcher(page.statusCode() == 200 ? page.body() : "");
            return counter.find() ? OptionalLong.of(Long.parseLong(counter.group(1))) : OptionalLong.empty();
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
    }
}
