package com.runmat.telemetry.infra.config;

import com.pulumi.core.Output;
import com.runmat.telemetry.infra.config.StackConfig.ForwarderSettings;
import com.runmat.telemetry.infra.config.StackConfig.ImageSettings;
import com.runmat.telemetry.infra.config.StackConfig.SecretSettings;
import com.runmat.telemetry.infra.config.StackConfig.WorkerSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows each key, its default and what is allowed. Pulumi.yaml repeats the defaults for those who read it. */
final class StackConfigReader {
    /** Where every released client sends. */
    static final List<String> DOMAINS = List.of("telemetry.runmat.com", "telemetry.runmat.org");

    /** Works in every region, and needs no domain to be verified beforehand. */
    private static final List<String> EDGES = List.of(Edge.LOAD_BALANCER.label());

    static final int REQUESTS_PER_MINUTE = 600;

    private static final String IPV6 = "ipv6";

    private final Settings settings;

    StackConfigReader(Settings settings) {
        this.settings = settings;
    }

    StackConfig read() {
        List<String> domains = domains();
        List<String> regions = regions();
        List<String> drained = drained(regions, domains);
        StackConfig config = new StackConfig(
                settings.project(),
                new RegionSettings(regions, common(regions, drained)),
                domains,
                common(domains, drained),
                settings.flag("protect", true),
                ipv6(drained),
                edges(),
                settings.number("edgeRequestsPerMinute", REQUESTS_PER_MINUTE, 10, 10_000),
                existingZones(domains),
                secrets(),
                images(regions),
                worker(),
                forwarder(),
                settings.optional("alertEmail", Rules::email, "one e-mail address"),
                settings.optional(
                        "deployAccount",
                        Rules::serviceAccount,
                        "a service account's e-mail address, such as telemetry-deploy@seed.iam.gserviceaccount.com"));
        Consistency.check(config, settings);
        settings.complete();
        return config;
    }

    private List<String> regions() {
        List<String> names = settings.optionalList(
                        "regions", Rules::region, "a Google Cloud region such as us-central1")
                .orElseGet(() -> List.of(region()));
        eachOnce("regions", names, "region");
        return names;
    }

    private void eachOnce(String key, List<String> all, String what) {
        if (new HashSet<>(all).size() < all.size()) {
            settings.mistake(key, "= " + all + ": allowed is each " + what + " once");
        }
    }

    /** What stands and serves no more: regions, domains, and IPv6. */
    private List<String> drained(List<String> regions, List<String> domains) {
        List<String> drained = settings.list(
                "drained",
                List.of(),
                part -> part.equals(IPV6) || regions.contains(part) || domains.contains(part),
                "one of regions, " + String.join(", ", regions) + ", one of domains, " + String.join(", ", domains)
                        + ", or " + IPV6);
        notEvery("region", regions, drained);
        notEvery("domain", domains, drained);
        return drained;
    }

    private void notEvery(String what, List<String> all, List<String> drained) {
        if (!drained.isEmpty() && drained.containsAll(all)) {
            settings.mistake("drained", "= " + drained + ": allowed is not every " + what + ": none would serve");
        }
    }

    private static List<String> common(List<String> all, List<String> some) {
        return all.stream().filter(some::contains).toList();
    }

    private Ipv6 ipv6(List<String> drained) {
        boolean stands = settings.flag(IPV6, false);
        if (drained.contains(IPV6) && !stands) {
            settings.mistake(
                    "drained",
                    "= ipv6: allowed only with ipv6 = true, for what is drained stands; take it off the list");
        }
        return !stands ? Ipv6.OFF : drained.contains(IPV6) ? Ipv6.DRAINED : Ipv6.ON;
    }

    /** Where no list is set. */
    private String region() {
        return settings.providers(
                "region",
                "us-central1",
                Rules::region,
                "a Google Cloud region such as us-central1: `pulumi config set gcp:region us-central1`",
                "GOOGLE_REGION",
                "GCLOUD_REGION",
                "CLOUDSDK_COMPUTE_REGION");
    }

    private List<String> domains() {
        List<String> domains =
                settings.list("domains", DOMAINS, Rules::domain, "a lower-case domain name of at most 53 characters");
        if (domains.isEmpty()) {
            settings.mistake("domains", "= []: allowed is at least one domain name");
        }
        eachOnce("domains", domains, "domain");
        return domains;
    }

    private List<Edge> edges() {
        List<String> labels =
                settings.list("edges", EDGES, Edge.LABELS::contains, "one of " + String.join(", ", Edge.LABELS));
        if (labels.isEmpty()) {
            settings.mistake("edges", "= []: allowed is at least one of " + String.join(", ", Edge.LABELS));
        }
        eachOnce("edges", labels, "edge");
        List<Edge> edges =
                labels.stream().filter(Edge.LABELS::contains).map(Edge::of).toList();
        return edges.isEmpty() ? List.of(Edge.LOAD_BALANCER) : edges;
    }

    private Map<String, String> existingZones(List<String> domains) {
        return settings.map(
                "existingZones",
                entry -> domains.contains(entry.getKey()) && Rules.resourceName(entry.getValue()),
                "one of the domains with the name of its Cloud DNS zone");
    }

    private SecretSettings secrets() {
        Optional<Output<String>> key =
                settings.secret("ingestionKey", Rules::token, "1 to 256 printable characters without blanks");
        if (key.isEmpty()) {
            settings.mistake("ingestionKey", "is not set: `pulumi config set --secret ingestionKey <the key>`");
        }
        return new SecretSettings(
                key.orElse(Output.ofSecret("")),
                settings.secret("ingestionKeyPrevious", Rules::token, "1 to 256 printable characters without blanks"),
                settings.same("ingestionKey", "ingestionKeyPrevious"),
                settings.secret("posthogApiKey", Rules::token, "PostHog's project API key"),
                settings.secret("gaApiSecret", Rules::token, "an API secret of the GA4 property"));
    }

    private ImageSettings images(List<String> regions) {
        Optional<String> location =
                settings.optional("imageLocation", Continent.ALL::contains, String.join(", ", Continent.ALL));
        return new ImageSettings(
                settings.optional(
                        "baseImage", Rules::pinnedImage, "an image with its digest, REGISTRY/PATH[:TAG]@sha256:DIGEST"),
                location.orElseGet(() -> Continent.of(regions.get(0))),
                location.isPresent(),
                settings.optional(
                        "registry", Rules::repository, "a registry's host and a path in it, without https://"));
    }

    private WorkerSettings worker() {
        return new WorkerSettings(
                image("workerImage"),
                settings.text(
                        "posthogHost", "https://us.i.posthog.com", Rules::origin, "an https address without a path"),
                settings.optional("gaMeasurementId", Rules::measurementId, "a GA4 measurement id such as G-ABC123DEF4"),
                settings.list("allowedOrigins", List.of(), Rules::origin, "an https origin without a path"),
                settings.number("workerMinInstances", 0, 0, 100),
                settings.number("workerMaxInstances", 10, 1, 100),
                settings.number("workerConcurrency", 80, 1, 1000),
                settings.text("workerCpu", "1", value -> value.matches("1|2|4|8"), "1, 2, 4 or 8"),
                settings.text("workerMemory", "512Mi", Rules::memory, "a size from 512Mi to 32Gi"));
    }

    private ForwarderSettings forwarder() {
        return new ForwarderSettings(
                image("forwarderImage"),
                settings.text(
                        "forwarderMachineType", "e2-micro", Rules::machineType, "a machine type such as e2-micro"),
                settings.text(
                        "forwarderBootImage",
                        "projects/cos-cloud/global/images/family/cos-stable",
                        Rules::bootImage,
                        "projects/PROJECT/global/images/NAME or projects/PROJECT/global/images/family/NAME"),
                settings.number("forwarderMinReplicas", 3, 1, 100),
                settings.number("forwarderMaxReplicas", 6, 1, 100),
                settings.number("forwarderConcurrency", 8, 1, 64),
                settings.number("forwarderSourceRate", 200, 0, 1_000_000),
                settings.optional("forwarderRenewed", Rules::date, "a date such as 2026-11-24"));
    }

    private Optional<String> image(String key) {
        return settings.optional(
                key, Rules::image, "REGISTRY/PATH@sha256:DIGEST, or REGISTRY/PATH:TAG with a tag other than latest");
    }
}
