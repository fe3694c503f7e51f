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
    private final Map<String, Map<String, Object>> registered = new ConcurrentHashMap<>();

    private static final Map<String, String> WANTED = Map.of("worker", "abc", "udp-forwarder", "def");

    /** What the engine answers instead of the labels that it is told, where it updates nothing. */
    private Optional<Map<String, String>> labels = Optional.empty();

    @AfterEach
    void forgetTheStack() {
        PulumiTest.cleanup();
    }

    @Test
    void repository_tagsNeverMove() {
        run(Optional.empty());

        assertEquals(Map.of("immutableTags", true), input("registry", "dockerConfig"));
        assertEquals("DOCKER", input("registry", "format"));
    }

    /** More it could not: what has a tag that never moves cannot be deleted, and every image has one. */
    @Test
    void repository_throwsOnlyUntaggedLeftoversAway() {
        run(Optional.empty());

        assertEquals(false, input("registry", "cleanupPolicyDryRun"));
        assertEquals(
                List.of(Map.of(
                        "id",
                        "delete-untagged",
                        "action",
                        "DELETE",
                        "condition",
                        Map.of("tagState", "UNTAGGED", "olderThan", "2592000s"))),
                input("registry", "cleanupPolicies"));
    }

    @Test
    void path_isTheCreatedRepositorys() {
        var result = run(Optional.empty());

        assertEquals(
                "us-docker.pkg.dev/some-project/as-created",
                PulumiTest.extractValue(result.output("path", String.class)));
    }

    @Test
    void readers_areGrantedReadingHereAlone() {
        run(Optional.empty());

        assertEquals("roles/artifactregistry.reader", input("registry-reader-forwarder", "role"));
        assertEquals("serviceAccount:forwarder@some-project", input("registry-reader-forwarder", "member"));
        assertEquals("as-created", input("registry-reader-forwarder", "repository"));
    }

    @Test
    void updated_onlyWhereTheRepositoryTookTheTags() {
        assertEquals(true, updated());

        labels = Optional.of(Map.of("worker", "abb", "udp-forwarder", "def"));
        PulumiTest.cleanup();
        assertEquals(false, updated(), "a refresh answers what was there");
    }

    private Boolean updated() {
        return PulumiTest.extractValue(run(Optional.empty()).output("updated", Boolean.class));
    }

    @Test
    void ownRegistry_noRepositoryAndNoGrant() {
        var result = run(Optional.of("localhost:5000/telemetry"));

        assertEquals("localhost:5000/telemetry", PulumiTest.extractValue(result.output("path", String.class)));
        assertTrue(registered.isEmpty(), registered::toString);
    }

    private Object input(String resource, String property) {
        return Objects.requireNonNull(
                registered.getOrDefault(resource, Map.of()).get(property), property);
    }

    private TestResult run(Optional<String> own) {
        return PulumiTest.withMocks(this::create)
                .withOptions(TestOptions.builder().preview(false).build())
                .runTest(context -> {
                    var placement = Placement.of(new Names("some-project", "test"), new Provider("gcp"), false);
                    var readers = Map.of("forwarder", Output.of("serviceAccount:forwarder@some-project"));
                    var registry = new Registry(new Registry.Args("us", own, readers, WANTED), placement);
                    context.export("path", registry.outputs().path());
                    context.export("updated", registry.outputs().updated());
                });
    }

    private CompletableFuture<Mocks.ResourceResult> create(Mocks.ResourceArgs resource) {
        var state = new HashMap<>(resource.inputs);
        if (resource.type.startsWith("gcp:")) {
            registered.put(resource.name, resource.inputs);
            state.computeIfPresent("repositoryId", (key, id) -> "as-created");
            labels.ifPresent(old -> state.put("labels", old));
        }
        return CompletableFuture.completedFuture(new Mocks.ResourceResult(Optional.of(resource.name + "-id"), state));
    }
}
