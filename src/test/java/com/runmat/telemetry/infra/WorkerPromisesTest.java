package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.Told.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.graph.PlannedResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the worker is run as and told, with the values that an update fills in. */
class WorkerPromisesTest {
    private static final String SERVICE = "gcp:cloudrunv2/service:Service";
    private static final String CONTAINER = "template.containers[0].";
    private static final Path SOURCES = Path.of("services/worker/src/main/java/com/runmat/telemetry/worker");

    /** Each secret by the variable that holds it. */
    private static final Map<String, String> SECRETS = Map.of(
            "INGESTION_KEY", "ingestion-key",
            "INGESTION_KEY_PREVIOUS", "ingestion-key-previous",
            "POSTHOG_API_KEY", "posthog-api-key",
            "GA_API_SECRET", "ga-api-secret");

    @Test
    void environment_isExactlyWhatIsSet() {
        assertEquals(
                Set.of("POSTHOG_HOST", "INGESTION_KEY"),
                environment(worker(Stacks.PROD)).keySet());
        Map<String, Map<?, ?>> full = environment(worker(Stacks.FULL));
        assertEquals(
                Set.of(
                        "POSTHOG_HOST",
                        "GA_MEASUREMENT_ID",
                        "ALLOWED_ORIGINS",
                        "INGESTION_KEY",
                        "INGESTION_KEY_PREVIOUS",
                        "POSTHOG_API_KEY",
                        "GA_API_SECRET"),
                full.keySet());
    }

    /** A variable that the worker does not read is a setting without effect. */
    @Test
    void environment_isWhatTheWorkersOwnReaderReads() throws IOException {
        String reader = Files.readString(SOURCES.resolve("WorkerSettings.java"));
        for (String name : environment(worker(Stacks.FULL)).keySet()) {
            assertTrue(reader.contains("(\"" + name + "\", "), name);
        }
    }

    /** A rotation is a change that a preview shows only where the version is a number. */
    @ParameterizedTest
    @EnumSource
    void secrets_areReadAtTheirPinnedVersion(Stacks stack) {
        for (PlannedResource worker : workers(stack)) {
            environment(worker).forEach((variable, told) -> {
                String secret = SECRETS.get(variable);
                if (secret == null) {
                    assertEquals(Set.of("name", "value"), told.keySet());
                } else {
                    assertEquals(
                            Map.of(
                                    "name",
                                    variable,
                                    "valueSource",
                                    Map.of(
                                            "secretKeyRef",
                                            Map.of(
                                                    "secret",
                                                    "telemetry-" + secret,
                                                    "version",
                                                    MadeUp.version(secret)))),
                            told);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void container_isTheWorkersImageAlone(Stacks stack) {
        String image = String.valueOf(stack.applied()
                .resource("telemetry:images:Image", "worker")
                .property("reference")
                .orElseThrow());
        assertTrue(image.contains("/worker:"), image);
        for (PlannedResource worker : workers(stack)) {
            assertEquals(image, text(worker, CONTAINER + "image"));
            assertTrue(worker.property("template.containers[1]").isEmpty());
        }
    }

    /** By the service's own source: a probe of another path or port keeps a revision from ever serving. */
    @ParameterizedTest
    @EnumSource
    void probes_askWhatTheWorkerAnswers(Stacks stack) throws IOException {
        assertTrue(Files.readString(SOURCES.resolve("http/Router.java")).contains("case \"/health\" ->"));
        assertTrue(Files.readString(SOURCES.resolve("WorkerSettings.java")).contains("(\"PORT\", 8080,"));
        for (PlannedResource worker : workers(stack)) {
            for (String probe : List.of("startupProbe.", "livenessProbe.")) {
                assertEquals("/health", text(worker, CONTAINER + probe + "httpGet.path"));
                assertEquals("8080", text(worker, CONTAINER + probe + "httpGet.port"));
            }
            assertEquals("30", text(worker, CONTAINER + "startupProbe.failureThreshold"));
            assertEquals("1", text(worker, CONTAINER + "startupProbe.periodSeconds"));
            assertEquals("1", text(worker, CONTAINER + "startupProbe.timeoutSeconds"));
            assertEquals("3", text(worker, CONTAINER + "livenessProbe.failureThreshold"));
            assertEquals("30", text(worker, CONTAINER + "livenessProbe.periodSeconds"));
            assertEquals("5", text(worker, CONTAINER + "livenessProbe.timeoutSeconds"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void service_runsAsTheWorkerAndPaysForRequestsOnly(Stacks stack) {
        for (PlannedResource worker : workers(stack)) {
            assertEquals(MadeUp.email("worker"), text(worker, "template.serviceAccount"));
            assertEquals("runmat-telemetry", text(worker, "name"));
            assertEquals("true", text(worker, CONTAINER + "resources.cpuIdle"));
            assertEquals("true", text(worker, CONTAINER + "resources.startupCpuBoost"));
            assertEquals("30s", text(worker, "template.timeout"));
            assertEquals("EXECUTION_ENVIRONMENT_GEN2", text(worker, "template.executionEnvironment"));
            assertEquals("false", text(worker, "deletionProtection"), "the provider's own would stop each destroy");
        }
    }

    @ParameterizedTest
    @EnumSource
    void traffic_goesToTheNewestRevision(Stacks stack) {
        for (PlannedResource worker : workers(stack)) {
            assertEquals(
                    List.of(Map.of("type", "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", "percent", 100L)),
                    worker.property("traffics").orElseThrow());
        }
    }

    private static List<PlannedResource> workers(Stacks stack) {
        List<PlannedResource> workers = stack.applied().ofType(SERVICE);
        assertFalse(workers.isEmpty());
        return workers;
    }

    private static PlannedResource worker(Stacks stack) {
        return workers(stack).get(0);
    }

    private static Map<String, Map<?, ?>> environment(PlannedResource worker) {
        return ((List<?>) worker.property(CONTAINER + "envs").orElseThrow())
                .stream()
                        .map(told -> (Map<?, ?>) told)
                        .collect(Collectors.toMap(
                                told -> String.valueOf(told.get("name")),
                                told -> told,
                                (one, other) -> Map.of("twice", one),
                                TreeMap::new));
    }
}
