package com.runmat.telemetry.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** Makes every check on every target, one after the other: a deployment is small and the order is the table's. Used once. */
final class Probe {
    private final Asked asked;
    private final Limits limits;
    private final Deadlines deadlines;
    private final HttpClient http;
    private final TlsCheck tls;
    private final EdgeCheck edges;
    private final NameChecks names;
    private final UdpCheck udp;
    private final List<Finding> all = new ArrayList<>();
    private final Consumer<Finding> listener;

    /** @param listener is told each finding as soon as it is there */
    Probe(Asked asked, SSLContext tls, Consumer<Finding> listener) {
        this.asked = asked;
        this.limits = asked.limits();
        this.deadlines = new Deadlines(limits);
        this.http = WorkerClient.http(tls, limits.check());
        this.tls = new TlsCheck(tls, Clock.systemUTC(), limits.check());
        this.edges = new EdgeCheck(tls, Clock.systemUTC(), limits.check());
        this.names = new NameChecks(new Names(asked.server().address()));
        this.udp = new UdpCheck(limits.datagram());
        this.listener = listener;
    }

    /** All findings, once every check has ended or the time is over. */
    List<Finding> run() throws InterruptedException {
        if (asked.delegation()) {
            delegations();
            return all;
        }
        for (var domain : asked.targets().nameServers().entrySet()) {
            String name = domain.getKey();
            check(name, "delegation", () -> names.delegation(name, domain.getValue()));
        }
        for (Edge edge : asked.targets().edges()) {
            check(edge.title(), edge.domain(), () -> edges.check(edge));
        }
        for (URI endpoint : asked.targets().https()) {
            https(endpoint);
        }
        for (HostAndPort endpoint : asked.targets().udp()) {
            udp("udp " + endpoint, endpoint);
        }
        return all;
    }

    private void delegations() throws InterruptedException {
        DelegationCheck delegation = new DelegationCheck(asked.server());
        OwnershipCheck ownership = new OwnershipCheck(asked.server());
        for (var domain : asked.targets().nameServers().entrySet()) {
            String name = domain.getKey();
            List<String> keys = asked.targets().keys().getOrDefault(name, List.of());
            checks(limits.check(), name, "NS", () -> delegation.check(name, domain.getValue(), keys));
            check(name, "ownership", () -> ownership.check(name, asked.targets().mapped()));
        }
    }

    private void https(URI endpoint) throws InterruptedException {
        String target = endpoint.toString();
        checks(limits.check(), target, "DNS", () -> names.addresses(target, bare(endpoint.getHost())));
        check(target, "TLS", () -> tls.check(target, endpoint));
        WorkerChecks worker = new WorkerChecks(target, worker(endpoint));
        check(target, "health", worker::health);
        check(target, "without key", worker::refused);
        check(target, "with key", worker::accepted);
    }

    private void udp(String target, HostAndPort endpoint) throws InterruptedException {
        checks(limits.check(), target, "DNS", () -> names.addresses(target, endpoint.host()));
        if (asked.targets().https().isEmpty()) {
            found(List.of(
                    Finding.skip(target, "datagram", "no --https endpoint whose worker could tell that it arrived")));
            return;
        }
        List<InetSocketAddress> addresses = new CopyOnWriteArrayList<>();
        checks(limits.check(), target, "datagram", () -> lookUp(target, endpoint, addresses));
        Duration limit = limits.datagram().plus(limits.check());
        for (InetSocketAddress to : addresses) {
            checks(
                    limit,
                    target,
                    UdpCheck.name(to),
                    () -> List.of(udp.check(target, to, worker(workerBehind(endpoint)))));
        }
    }

    /** As this machine finds them; finding none is a finding. */
    private static List<Finding> lookUp(String target, HostAndPort endpoint, List<InetSocketAddress> addresses) {
        try {
            for (InetAddress address : InetAddress.getAllByName(endpoint.host())) {
                addresses.add(new InetSocketAddress(address, endpoint.port()));
            }
            return List.of();
        } catch (UnknownHostException unknown) {
            return List.of(Finding.fail(target, "datagram", "this machine finds no address for " + endpoint.host()));
        }
    }

    private void check(String target, String check, Callable<Finding> work) throws InterruptedException {
        checks(limits.check(), target, check, () -> List.of(work.call()));
    }

    private void checks(Duration limit, String target, String check, Callable<List<Finding>> work)
            throws InterruptedException {
        found(deadlines.within(limit, target, check, work));
    }

    private void found(List<Finding> findings) {
        all.addAll(findings);
        findings.forEach(listener);
    }

    /** The worker of the same domain if there is one; all domains lead to the same service. */
    private URI workerBehind(HostAndPort endpoint) {
        List<URI> https = asked.targets().https();
        return https.stream()
                .filter(uri -> endpoint.host().endsWith("." + uri.getHost()))
                .findFirst()
                .orElseGet(https::getFirst);
    }

    private WorkerClient worker(URI endpoint) {
        return new WorkerClient(http, endpoint, asked.key(), limits.check());
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
