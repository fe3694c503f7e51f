package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That a setting is not only read: one that is not at its default is found where it has its effect. */
class SettingsPromisesTest {
    private static final String WORKER = "gcp:cloudrunv2/service:Service";

    /** Setting, value, kind of resource, path, and what stands there; {@code ~} before what is only a part of it. */
    private static final List<String> REACHES = List.of(
            "workerMemory | 1Gi | W | template.containers[0].resources.limits.memory | 1Gi",
            "workerCpu | 2 | W | template.containers[0].resources.limits.cpu | 2",
            "workerConcurrency | 33 | W | template.maxInstanceRequestConcurrency | 33",
            "workerMinInstances | 2 | W | template.scaling.minInstanceCount | 2",
            "workerMaxInstances | 17 | W | template.scaling.maxInstanceCount | 17",
            "workerImage | us-docker.pkg.dev/o/t/worker:x | W | template.containers[0].image | us-docker.pkg.dev/o/t/worker:x",
            "posthogHost | https://eu.i.posthog.com | W | template.containers[0].envs | ~{name=POSTHOG_HOST, value=https://eu.i.posthog.com}",
            "gaMeasurementId | G-ZYX987 | W | template.containers[0].envs | ~{name=GA_MEASUREMENT_ID, value=G-ZYX987}",
            "allowedOrigins | [\"https://a.example\",\"https://b.example\"] | W | template.containers[0].envs | ~{name=ALLOWED_ORIGINS, value=https://a.example,https://b.example}",
            "edgeRequestsPerMinute | 77 | SecurityPolicy | rules[0].rateLimitOptions.rateLimitThreshold.count | 77",
            "forwarderMachineType | e2-small | InstanceTemplate | machineType | e2-small",
            "forwarderBootImage | projects/cos-cloud/global/images/family/cos-beta | InstanceTemplate | disks[0].sourceImage | projects/cos-cloud/global/images/family/cos-beta",
            "forwarderImage | us-docker.pkg.dev/o/t/fwd:x | InstanceTemplate | metadata.user-data | ~ us-docker.pkg.dev/o/t/fwd:x\n",
            "forwarderConcurrency | 5 | InstanceTemplate | metadata.user-data | ~ --env=FORWARDER_CONCURRENCY=5 ",
            "forwarderSourceRate | 51 | InstanceTemplate | metadata.user-data | ~ --env=FORWARDER_SOURCE_RATE=51 ",
            "forwarderMinReplicas | 4 | RegionAutoscaler | autoscalingPolicy.minReplicas | 4",
            "forwarderMinReplicas | 4 | RegionInstanceGroupManager | targetSize | 4",
            "forwarderMaxReplicas | 9 | RegionAutoscaler | autoscalingPolicy.maxReplicas | 9",
            "forwarderMaxReplicas | 9 | RegionInstanceGroupManager | updatePolicy.maxSurgeFixed | 9",
            "forwarderRenewed | 2026-10-24 | RegionInstanceGroupManager | versions[0].name | renewed-2026-10-24",
            "deployAccount | other-deploy@other-seed.iam.gserviceaccount.com | gcp:serviceaccount/iAMMember:IAMMember | member | serviceAccount:other-deploy@other-seed.iam.gserviceaccount.com",
            "alertEmail | me@example.com | NotificationChannel | labels.email_address | me@example.com",
            "alertEmail | me@example.com | AlertPolicy | notificationChannels | [link/NotificationChannel/e-mail]",
            "imageLocation | europe | Repository | location | europe",
            "imageLocation | europe | W | template.containers[0].image | ~europe-docker.pkg.dev/runmat-example/telemetry/worker:",
            "registry | eu.gcr.io/acme | W | template.containers[0].image | ~eu.gcr.io/acme/worker:",
            "registry | eu.gcr.io/acme | InstanceTemplate | metadata.user-data | ~ eu.gcr.io/acme/udp-forwarder:",
            "posthogApiKey | phc_other | W | template.containers[0].envs | ~secret=telemetry-posthog-api-key",
            "ingestionKeyPrevious | older | W | template.containers[0].envs | ~secret=telemetry-ingestion-key-previous",
            "gaApiSecret | gas | W | template.containers[0].envs | ~secret=telemetry-ga-api-secret");

    /** What these set is looked at by the stacks that set them, in the other tests of this folder. */
    private static final Set<String> BY_STACKS = Set.of(
            "domains", "regions", "drained", "protect", "edges", "ipv6", "existingZones", "ingestionKey", "baseImage");

    /** Those of the bootstrap stack, which {@link BootstrapPromisesTest} looks at. */
    private static final Set<String> OF_BOOTSTRAP = Set.of(
            "deployProjects",
            "stateLocation",
            "githubOwnerId",
            "githubRepositoryId",
            "deploySubject",
            "previewSubject");

    /** Whoever sets one of these has another image, or one from elsewhere; all others can be set at once. */
    private static final Set<String> ALONE = Set.of("workerImage", "forwarderImage", "imageLocation", "registry");

    private static final Map<Map<String, String>, Plan> PLANS = new ConcurrentHashMap<>();

    static Stream<String> reaches() {
        return REACHES.stream();
    }

    @ParameterizedTest
    @MethodSource("reaches")
    void setting_notAtItsDefault_reachesWhatItSets(String line) {
        List<String> parts = Arrays.stream(line.split("\\|", -1)).toList();
        String expected = parts.get(4).substring(1);
        String kind = parts.get(2).strip().equals("W") ? WORKER : parts.get(2).strip();
        List<PlannedResource> set = plan(parts.get(0).strip()).ofType(kind);
        assertFalse(set.isEmpty(), kind);
        for (PlannedResource resource : set) {
            String found =
                    String.valueOf(resource.property(parts.get(3).strip()).orElse("missing"));
            if (expected.startsWith("~")) {
                assertTrue(found.contains(expected.substring(1)), found);
            } else {
                assertEquals(expected, found, resource.urn());
            }
        }
    }

    @Test
    void settings_eachIsLookedAt() throws IOException {
        Set<String> declared = Pattern.compile("(?m)^  telemetry:(\\w+):")
                .matcher(Files.readString(Path.of("Pulumi.yaml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(declared.size() > 20, declared::toString);
        Set<String> unseen = new TreeSet<>(declared);
        unseen.removeAll(BY_STACKS);
        unseen.removeAll(OF_BOOTSTRAP);
        REACHES.forEach(line -> unseen.remove(line.substring(0, line.indexOf(' '))));
        assertEquals(Set.of(), unseen, "add a line to REACHES that tells where it has its effect");
    }

    /** Another base makes another image of the same sources, so another tag. */
    @Test
    void baseImage_another_isAnotherImage() {
        String base = "us-docker.pkg.dev/acme/base/jre:25@sha256:" + "0123456789abcdef".repeat(4);
        for (String output : List.of("telemetry_worker_image", "telemetry_forwarder_image")) {
            assertNotEquals(
                    Stacks.PROD.applied().outputs().get(output),
                    Stacks.PROD
                            .applied(Map.of("telemetry:baseImage", base))
                            .outputs()
                            .get(output));
        }
    }

    @Test
    void registry_ofTheOperators_leavesNoRepositoryAndNoGrant() {
        var plan = Stacks.PROD.applied(Map.of("telemetry:registry", "eu.gcr.io/acme"));
        assertEquals(List.of(), plan.ofType("Repository"));
        assertEquals(List.of(), plan.ofType("RepositoryIamMember"));
    }

    private static Plan plan(String key) {
        Map<String, String> settings = new TreeMap<>();
        for (String line : REACHES) {
            List<String> parts = List.of(line.split(" \\| ", -1));
            if (ALONE.contains(key) ? parts.get(0).equals(key) : !ALONE.contains(parts.get(0))) {
                settings.put("telemetry:" + parts.get(0), parts.get(1));
            }
        }
        return PLANS.computeIfAbsent(settings, Stacks.PROD::applied);
    }
}
