package com.runmat.telemetry.plan.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.App;
import com.runmat.telemetry.plan.graph.PlannedResource;
import io.grpc.InsecureServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as the engine starts it: a process that is told all by its environment. */
class ProgramTest {
    @TempDir
    private Path folder;

    @Test
    void app_pinsTheProvidersVersion() throws IOException, InterruptedException {
        List<PlannedResource> made =
                registered().stream().filter(PlannedResource::custom).toList();
        assertTrue(made.size() > 50, () -> made.size() + " resources");
        made.forEach(resource -> assertEquals("9.35.0", resource.options().version(), resource.urn()));
    }

    private List<PlannedResource> registered() throws IOException, InterruptedException {
        var answers = ProviderAnswers.UNKNOWN;
        var monitor = new ResourceMonitor(
                new Urns("telemetry", "prod"), new ComputedOutputs(answers), new Invocations(answers));
        var log = new EngineLog();
        var server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .addService(monitor)
                .addService(log)
                .build()
                .start();
        try {
            var program = start("127.0.0.1:" + server.getPort());
            assertTrue(program.waitFor(2, TimeUnit.MINUTES), "the program does not end");
            assertEquals(0, program.exitValue(), () -> log.errors().toString());
            return monitor.resources();
        } finally {
            server.shutdownNow();
        }
    }

    private Process start(String engine) throws IOException {
        var program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                App.class.getName());
        program.environment()
                .putAll(Map.of(
                        "PULUMI_MONITOR", engine,
                        "PULUMI_ENGINE", engine,
                        "PULUMI_PROJECT", "telemetry",
                        "PULUMI_STACK", "prod",
                        "PULUMI_ORGANIZATION", "organization",
                        "PULUMI_DRY_RUN", "true",
                        "PULUMI_PARALLEL", "4",
                        "PULUMI_CONFIG",
                                "{\"gcp:project\":\"runmat-example\",\"gcp:region\":\"us-central1\",\"telemetry:ingestionKey\":\"a-key\"}",
                        "PULUMI_CONFIG_SECRET_KEYS", "[\"telemetry:ingestionKey\"]"));
        return program.redirectErrorStream(true)
                .redirectOutput(Files.createFile(folder.resolve("output")).toFile())
                .start();
    }
}
