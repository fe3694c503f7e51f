package com.runmat.telemetry.probe;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** Makes every check on every target, one after the other: a deployment is small and the order is the table's. */
final class Probe {
    private static final Duration UDP_PATIENCE = Duration.ofSeconds(20);

    private final Options options;
    private final HttpClient http;
    private final TlsCheck tls;
    private final NameChecks names;
    private final UdpCheck udp;

    Probe(Options options, SSLContext tls) {
        this(options, tls, UDP_PATIENCE);
    }

    Probe(Options options, SSLContext tls, Duration udpPatience) {
        this.options = options;
        this.http = WorkerClient.http(tls);
        this.tls = new TlsCheck(tls, Clock.systemUTC());
        this.names = new NameChecks(new Names(options.resolver()));
        this.udp = new UdpCheck(udpPatience);
    }

    /** All findings; each is also told as soon as it is there. */
    List<Finding> run(Consumer<Finding> listener) throws InterruptedException {
        List<Finding> all = new ArrayList<>();
        Consumer<Finding> found = finding -> {
            all.add(finding);
            listener.accept(finding);
        };
        options.targets().nameServers().forEach((domain, wanted) -> found.accept(names.delegation(domain, wanted)));
        for (URI endpoint : options.targets().https()) {
            https(endpoint).forEach(found);
        }
        for (HostAndPort endpoint : options.targets().udp()) {
            udp(endpoint).forEach(found);
        }
        return all;
    }

    private List<Finding> https(URI endpoint) throws InterruptedException {
        String target = endpoint.toString();
        List<Finding> findings = new ArrayList<>(names.addresses(target, bare(endpoint.getHost())));
        findings.add(tls.check(target, endpoint));
        findings.addAll(new WorkerChecks(target, worker(endpoint)).all());
        return findings;
    }

    private List<Finding> udp(HostAndPort endpoint) throws InterruptedException {
        String target = "udp " + endpoint;
        List<Finding> findings = new ArrayList<>(names.addresses(target, endpoint.host()));
        if (options.targets().https().isEmpty()) {
            findings.add(
                    Finding.skip(target, "datagram", "no --https endpoint whose worker could tell that it arrived"));
        } else {
            findings.addAll(udp.check(endpoint, worker(workerBehind(endpoint))));
        }
        return findings;
    }

    /** The worker of the same domain if there is one; all domains lead to the same service. */
    private URI workerBehind(HostAndPort endpoint) {
        List<URI> https = options.targets().https();
        return https.stream()
                .filter(uri -> endpoint.host().endsWith("." + uri.getHost()))
                .findFirst()
                .orElseGet(https::getFirst);
    }

    private WorkerClient worker(URI endpoint) {
        return new WorkerClient(http, endpoint, options.key());
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
