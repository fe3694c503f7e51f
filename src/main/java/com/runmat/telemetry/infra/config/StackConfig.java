package com.runmat.telemetry.infra.config;

import com.pulumi.Context;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a stack can be told. Read once, at the start; what cannot be built is refused there with every mistake at
 * once.
 *
 * @param drainedDomains those of the domains that have no addresses; their zones and certificates stand
 * @param edges at least one, each once; the first has the names
 * @param edgeRequestsPerMinute that one address may make through the load balancer
 * @param existingZones domain → Cloud DNS zone of this project that is used instead of an own one
 * @param deployAccount the e-mail address of the service account that deploys, and may act as the run-time accounts
 * @param protect false for throw-away stacks: then {@code destroy} takes everything
 */
public record StackConfig(
        String project,
        RegionSettings regions,
        List<String> domains,
        List<String> drainedDomains,
        boolean protect,
        Ipv6 ipv6,
        List<Edge> edges,
        int edgeRequestsPerMinute,
        Map<String, String> existingZones,
        SecretSettings secrets,
        ImageSettings images,
        WorkerSettings worker,
        ForwarderSettings forwarder,
        Optional<String> alertEmail,
        Optional<String> deployAccount) {

    /**
     * What must not be seen. Only the ingestion key is a must; without a back end the worker refuses events.
     *
     * @param sameKeyTwice whether the previous ingestion key is the current one
     */
    public record SecretSettings(
            Output<String> ingestionKey,
            Optional<Output<String>> ingestionKeyPrevious,
            boolean sameKeyTwice,
            Optional<Output<String>> posthogApiKey,
            Optional<Output<String>> gaApiSecret) {}

    /**
     * What images are made of and where they are kept.
     *
     * @param base stands in for the base image in services/pom.xml
     * @param location the multi-region of the stack's own repository: us, europe or asia
     * @param locationSet whether configuration says so; else it follows the first region
     * @param registry {@code HOST/PATH} that stands in for the stack's own Artifact Registry repository
     */
    public record ImageSettings(
            Optional<String> base, String location, boolean locationSet, Optional<String> registry) {}

    /**
     * The HTTP service.
     *
     * @param image a prebuilt image to run instead of building one
     * @param memory as Kubernetes writes it, {@code 512Mi}
     */
    public record WorkerSettings(
            Optional<String> image,
            String posthogHost,
            Optional<String> gaMeasurementId,
            List<String> allowedOrigins,
            int minInstances,
            int maxInstances,
            int concurrency,
            String cpu,
            String memory) {}

    /**
     * The UDP service.
     *
     * @param image a prebuilt image to run instead of building one
     * @param bootImage a Container-Optimized OS image or family
     * @param sourceRate datagrams per second and source network; 0: no limit
     * @param renewed the day on which all machines were last to be replaced; another day replaces them
     */
    public record ForwarderSettings(
            Optional<String> image,
            String machineType,
            String bootImage,
            int minReplicas,
            int maxReplicas,
            int concurrency,
            int sourceRate,
            Optional<String> renewed) {}

    /**
     * Reads the stack's configuration.
     *
     * @throws ConfigException that lists every mistake
     */
    public static StackConfig of(Context context) {
        return new StackConfigReader(Settings.of(context)).read();
    }

    /** The domains that clients are led to. */
    public List<String> servedDomains() {
        return domains.stream()
                .filter(domain -> !drainedDomains.contains(domain))
                .toList();
    }

    /** What can be built but will surprise, a sentence each, with the next step; empty for a well-configured stack. */
    public List<String> advice() {
        return Advice.on(this);
    }
}
