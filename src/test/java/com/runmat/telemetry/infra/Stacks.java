package com.runmat.telemetry.infra;

import com.google.common.collect.ImmutableMap;
import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.settings.StackSettings;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The configurations that the stack is tested in. */
public enum Stacks {
    /** As Pulumi.prod.yaml has it, with the project and the one required secret set. */
    PROD(Map.of()),
    /** Everything that is optional is set. */
    FULL(Map.of(
            "telemetry:ingestionKeyPrevious", "the-previous-ingestion-key",
            "telemetry:posthogApiKey", "phc_project-key",
            "telemetry:gaMeasurementId", "G-ABC123DEF4",
            "telemetry:gaApiSecret", "the-ga-api-secret",
            "telemetry:alertEmail", "oncall@example.com",
            "telemetry:deployAccount", "telemetry-deploy@runmat-seed.iam.gserviceaccount.com",
            "telemetry:allowedOrigins", "[\"https://runmat.com\"]",
            "telemetry:forwarderRenewed", "2026-11-24",
            "telemetry:workerMinInstances", "1")),
    /** As Pulumi.staging.yaml has it. */
    STAGING(file("staging")),
    /** As small as it gets, and gone without a trace. */
    THROW_AWAY(Map.of(
            "telemetry:protect", "false",
            "telemetry:domains", "[\"telemetry.example.com\"]",
            "telemetry:forwarderMinReplicas", "1",
            "telemetry:forwarderMaxReplicas", "1",
            "telemetry:workerImage", "us-central1-docker.pkg.dev/other/telemetry/worker:known-good",
            "telemetry:forwarderImage", "us-central1-docker.pkg.dev/other/telemetry/udp-forwarder:known-good")),
    IPV6(Map.of("telemetry:ipv6", "true")),
    IPV6_DRAINED(Map.of("telemetry:ipv6", "true", "telemetry:drained", "[\"ipv6\"]")),
    DOMAIN_DRAINED(Map.of("telemetry:drained", "[\"telemetry.runmat.org\"]")),
    /** The walk from one edge to the other: this alone, then the other behind it, then before it; {@link #PROD} is its end. */
    MAPPED(Map.of("telemetry:edges", "[\"domain-mapping\"]")),
    MAPPED_FIRST(Map.of("telemetry:edges", "[\"domain-mapping\",\"load-balancer\"]")),
    BALANCED_FIRST(Map.of("telemetry:edges", "[\"load-balancer\",\"domain-mapping\"]")),
    EXISTING_ZONES(Map.of("telemetry:existingZones", "{\"telemetry.runmat.com\":\"runmat-com\"}")),
    /** Both serve, by both families. */
    TWO_REGIONS(Map.of(
            "telemetry:regions", "[\"us-central1\",\"us-east4\"]",
            "telemetry:ipv6", "true")),
    /** The first of two regions is left, the mappings go to the second. */
    DRAINED(Map.of(
            "telemetry:regions", "[\"us-central1\",\"us-east4\"]",
            "telemetry:drained", "[\"us-central1\"]",
            "telemetry:edges", "[\"domain-mapping\"]"));

    static final String INGESTION_KEY = "the-ingestion-key";

    private static final Map<Stacks, Plan> PLANS = new ConcurrentHashMap<>();
    private static final Map<Stacks, Plan> APPLIED = new ConcurrentHashMap<>();

    private static final Set<String> SECRETS = Set.of(
            "telemetry:ingestionKey",
            "telemetry:ingestionKeyPrevious",
            "telemetry:posthogApiKey",
            "telemetry:gaApiSecret");

    private final ImmutableMap<String, String> settings;

    Stacks(Map<String, String> settings) {
        this.settings = settings(settings);
    }

    /** The least that a stack needs, and these. */
    static ImmutableMap<String, String> settings(Map<String, String> more) {
        return ImmutableMap.<String, String>builder()
                .put("gcp:project", "runmat-example")
                .put("gcp:region", "us-central1")
                .put("telemetry:ingestionKey", INGESTION_KEY)
                .putAll(more)
                .build();
    }

    /** What a stack's own file says, beside what each stack here is given. */
    private static Map<String, String> file(String stack) {
        StackSettings read = StackSettingsReader.read(Path.of(""), stack);
        return read.config().entrySet().stream()
                .filter(setting -> setting.getKey().startsWith("telemetry:"))
                .filter(setting -> !read.placeholders().contains(setting.getKey()))
                .filter(setting -> !List.of("", "[]", "{}").contains(setting.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Made once: a plan does not change. */
    public Plan plan() {
        return PLANS.computeIfAbsent(this, stack -> plan(stack.settings));
    }

    static Plan plan(Map<String, String> settings) {
        return Preview.of(stack(settings));
    }

    /** Likewise, and the provider's outputs are made up: values that come of them are seen. */
    Plan applied() {
        return APPLIED.computeIfAbsent(this, stack -> MadeUp.plan(stack(stack.settings)));
    }

    /** This one with more settings, which win. */
    Plan applied(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(more);
        return MadeUp.plan(stack(all));
    }

    /** What the setting was given, else what it is without. */
    String setting(String key, String otherwise) {
        return settings.getOrDefault("telemetry:" + key, otherwise);
    }

    List<String> domains() {
        String set = setting("domains", "[\"telemetry.runmat.com\",\"telemetry.runmat.org\"]");
        return List.of(set.replaceAll("[\\[\\]\"]", "").split(",", -1));
    }

    /** Whether names lead to the domain mapping, not to the load balancer. */
    boolean leadsToMapping() {
        return setting("edges", "").startsWith("[\"domain-mapping");
    }

    static StackSettings stack(Map<String, String> settings) {
        return StackSettings.of("telemetry", "prod", settings, SECRETS);
    }

    /** The value of each secret setting. */
    Set<String> secretValues() {
        return settings.entrySet().stream()
                .filter(setting -> SECRETS.contains(setting.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    }
}
