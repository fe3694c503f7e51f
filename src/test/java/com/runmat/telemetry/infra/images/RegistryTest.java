package com.runmat.telemetry.infra.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.core.Output;
import com.pulumi.gcp.Provider;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import com.runmat.telemetry.infra.component.Placement;
import com.runmat.telemetry.infra.naming.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private static final String HERE = "us-central1-docker.pkg.dev/some-project/telemetry/";

    private final Map<String, Map<String, Object>> registered = new ConcurrentHashMap<>();

    @AfterEach
    void forgetTheStack() {
        PulumiTest.cleanup();
    }

    @Test
    void repository_tagsNeverMove() {
        run(Optional.empty(), List.of());

        assertEquals(Map.of("immutableTags", true), input("registry", "dockerConfig"));
        assertEquals("DOCKER", input("registry", "format"));
        assertEquals(false, input("registry", "cleanupPolicyDryRun"));
    }

    @Test
    void path_isTheCreatedRepositorys() {
        var result = run(Optional.empty(), List.of());

        assertEquals(
                "us-central1-docker.pkg.dev/some-project/as-created",
                PulumiTest.extractValue(result.output("path", String.class)));
    }

    @Test
    void readers_areGrantedReadingHereAlone() {
        run(Optional.empty(), List.of());

        assertEquals("roles/artifactregistry.reader", input("registry-reader-forwarder", "role"));
        assertEquals("serviceAccount:forwarder@some-project", input("registry-reader-forwarder", "member"));
        assertEquals("as-created", input("registry-reader-forwarder", "repository"));
    }

    @Test
    void cleanUp_keepsTheLatestAndPrebuiltImagesOfThisRegistry() {
        var digest = "sha256:" + "0".repeat(64);

        run(Optional.empty(), List.of(HERE + "worker:abc", HERE + "udp-forwarder@" + digest, "elsewhere.example/x:1"));

        assertEquals(
                Map.of(
                        "delete-old", "DELETE {olderThan=7776000s, tagState=ANY}",
                        "keep-recent", "KEEP {keepCount=20.0}",
                        "keep-prebuilt-worker",
                                "KEEP {packageNamePrefixes=[worker], tagPrefixes=[abc], tagState=TAGGED}",
                        "keep-prebuilt-udp-forwarder",
                                "KEEP {packageNamePrefixes=[udp-forwarder], tagState=ANY, versionNamePrefixes=["
                                        + digest + "]}"),
                policies());
    }

    @Test
    void ownRegistry_noRepositoryAndNoGrant() {
        var result = run(Optional.of("localhost:5000/telemetry"), List.of());

        assertEquals("localhost:5000/telemetry", PulumiTest.extractValue(result.output("path", String.class)));
        assertTrue(registered.isEmpty(), registered::toString);
    }

    private Object input(String resource, String property) {
        return Objects.requireNonNull(
                registered.getOrDefault(resource, Map.of()).get(property), property);
    }

    private Map<String, String> policies() {
        Map<String, String> policies = new HashMap<>();
        for (Object entry : (List<?>) input("registry", "cleanupPolicies")) {
            var policy = (Map<?, ?>) entry;
            var what = policy.containsKey("condition") ? policy.get("condition") : policy.get("mostRecentVersions");
            policies.put(
                    (String) policy.get("id"), policy.get("action") + " " + new java.util.TreeMap<>((Map<?, ?>) what));
        }
        return policies;
    }

    private TestResult run(Optional<String> own, List<String> prebuilt) {
        return PulumiTest.withMocks(this::create)
                .withOptions(TestOptions.builder().preview(false).build())
                .runTest(context -> {
                    var placement =
                            new Placement(new Names("some-project", "test"), new Provider("gcp"), false, List.of());
                    var readers = Map.of("forwarder", Output.of("serviceAccount:forwarder@some-project"));
                    var registry = new Registry(new Registry.Args("us-central1", own, prebuilt, readers), placement);
                    context.export("path", registry.outputs().path());
                });
    }

    private CompletableFuture<Mocks.ResourceResult> create(Mocks.ResourceArgs resource) {
        var state = new HashMap<>(resource.inputs);
        if (resource.type.startsWith("gcp:")) {
            registered.put(resource.name, resource.inputs);
            state.computeIfPresent("repositoryId", (key, id) -> "as-created");
        }
        return CompletableFuture.completedFuture(new Mocks.ResourceResult(Optional.of(resource.name + "-id"), state));
    }
}
