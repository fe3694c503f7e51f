package com.runmat.telemetry.local;

import com.runmat.telemetry.local.child.CannotStart;
import com.runmat.telemetry.local.child.ChildService;
import com.runmat.telemetry.local.child.Health;
import com.runmat.telemetry.local.child.Jars;
import com.runmat.telemetry.local.http.PortBusy;
import com.runmat.telemetry.local.journal.Journal;
import com.runmat.telemetry.local.page.PageServer;
import com.runmat.telemetry.local.page.ServiceCounters;
import com.runmat.telemetry.local.page.Way;
import com.runmat.telemetry.local.standin.Ga4Rules;
import com.runmat.telemetry.local.standin.PostHogRules;
import com.runmat.telemetry.local.standin.Rules;
import com.runmat.telemetry.local.standin.StandIn;
import com.runmat.telemetry.local.tap.HttpTap;
import com.runmat.telemetry.local.tap.UdpTap;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Everything that runs, in the order in which it is opened: stand-ins, taps and the page, which answers from then on, then the
 * services. Closing the resources ends it all, the services in the order in which events pass through them.
 */
final class Pipeline {
    private final Resources resources;
    private final Journal journal = new Journal();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // what the stand-ins speak, without a question first
            .build();
    private final FreePorts ports = FreePorts.find();
    private final URI workerUrl = URI.create("http://127.0.0.1:" + ports.worker());
    private final StandIn posthog;
    private final StandIn ga4;
    private final Way way;
    private final PageServer page;

    private Pipeline(Places places, Resources resources) {
        this.resources = resources;
        resources.keep(ports);
        this.posthog = standIn(new PostHogRules(ServiceSettings.POSTHOG_TOKEN));
        this.ga4 = standIn(
                new Ga4Rules(ServiceSettings.GA_MEASUREMENT_ID, ServiceSettings.GA_API_SECRET, Clock.systemUTC()));
        this.way = taps(places);
        this.page = resources.keep(choosing(
                "--port",
                () -> PageServer.start(places.port(), way, journal, List.of(posthog, ga4), counters(), http)));
    }

    /**
     * Opens the page and what stands around the services.
     *
     * @throws CannotStart with a sentence that names the option when a port is taken
     */
    static Pipeline open(Places places, Resources resources) {
        return new Pipeline(places, resources);
    }

    private StandIn standIn(Rules rules) {
        return resources.keep(StandIn.start(0, rules, journal::left));
    }

    private Way taps(Places places) {
        HttpTap http = resources.keep(choosing(
                "--port N, or another for it alone with --ingest-port",
                () -> HttpTap.start(places.ingestPort(), workerUrl, this.http, journal)));
        UdpTap udp = resources.keep(
                choosing("--udp-port", () -> UdpTap.start(places.udpPort(), ports.forwarder(), journal)));
        return new Way(http.ingest(), udp.port(), ServiceSettings.INGESTION_KEY);
    }

    private List<ServiceCounters> counters() {
        return List.of(
                new ServiceCounters("worker", workerUrl.resolve("/metrics"), ServiceSettings.INGESTION_KEY),
                new ServiceCounters("forwarder", forwarderUrl("/metrics"), ""));
    }

    /**
     * Starts both services and waits until they answer.
     *
     * @param log is given each line that they write
     * @param died is told by a sentence when one ends unasked
     * @throws CannotStart when one does not come up
     */
    void startServices(Jars jars, Consumer<String> log, Consumer<String> died) {
        ChildService worker = resources.keep(ChildService.start(
                "worker",
                jars.of("worker"),
                ServiceSettings.worker(ports.worker(), posthog.url(), ga4.url(), origins()),
                log));
        ChildService forwarder = resources.keep(ChildService.start(
                "forwarder",
                jars.of("udp-forwarder"),
                ServiceSettings.forwarder(ports.forwarder(), ports.health(), workerUrl.resolve("/ingest")),
                log));
        Health.await(worker, workerUrl.resolve("/health"), http);
        Health.await(forwarder, forwarderUrl("/health"), http);
        ports.close();
        List.of(worker, forwarder)
                .forEach(service -> service.onExit(code -> died.accept(
                        "the " + service.name() + " ended with exit code " + code + "; --verbose shows what it said")));
    }

    /** What runs where, a few lines. */
    String summary() {
        return """
                page       %s
                HTTPS      %s
                UDP        127.0.0.1:%d
                services   worker on port %d, forwarder on ports %d (UDP) and %d (health)
                stand-ins  PostHog on port %d, GA4 on port %d
                """.formatted(
                        page.url(),
                        way.ingest(),
                        way.udpPort(),
                        ports.worker(),
                        ports.forwarder(),
                        ports.health(),
                        posthog.port(),
                        ga4.port());
    }

    /** Where the page is. */
    URI pageUrl() {
        return page.url();
    }

    /** Where clients send. */
    Way way() {
        return way;
    }

    Journal journal() {
        return journal;
    }

    private URI forwarderUrl(String path) {
        return URI.create("http://127.0.0.1:" + ports.health() + path);
    }

    private String origins() {
        int port = page.url().getPort();
        return "http://127.0.0.1:" + port + ",http://[::1]:" + port + ",http://localhost:" + port;
    }

    private static <T> T choosing(String option, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (PortBusy busy) {
            String kind = option.startsWith("--udp") ? "UDP port " : "port ";
            throw new CannotStart(
                    kind + busy.port() + " is busy: end what listens there, or choose another with " + option + " N",
                    busy);
        }
    }
}
