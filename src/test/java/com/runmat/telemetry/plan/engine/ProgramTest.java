package com.runmat.telemetry.plan.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.App;
import com.runmat.telemetry.plan.graph.PlannedResource;
import io.grpc.ForwardingServerCallListener;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

/** The program as the engine starts it: a process that is told all by its environment. */
class ProgramTest {
    private static final AtomicInteger DEBUG_LINES = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static List<PlannedResource> registered = List.of();

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        registered = registered();
    }

    @Test
    void app_pinsTheProvidersVersion() {
        List<PlannedResource> made =
                registered.stream().filter(PlannedResource::custom).toList();
        assertTrue(made.size() > 50, () -> made.size() + " resources");
        made.forEach(resource -> assertEquals("9.35.0", resource.options().version(), resource.urn()));
    }

    @Test
    void app_keepsDebugLines_whichHoldWholeRequests_fromTheEngine() {
        assertEquals(0, DEBUG_LINES.get());
    }

    @Test
    void app_connectsOnThreadsThatEndWithIt() throws IOException {
        var loaded = Files.readString(folder.resolve("classes"));
        assertTrue(loaded.contains("netty.channel.nio.NioEventLoop "), "the program's own");
        assertFalse(loaded.contains("netty.channel.epoll.EpollEventLoop "), "gRPC's");
    }

    private static List<PlannedResource> registered() throws IOException, InterruptedException {
        var answers = ProviderAnswers.UNKNOWN;
        var monitor = new ResourceMonitor(
                new Urns("telemetry", "prod"), new ComputedOutputs(answers), new Invocations(answers));
        var log = new EngineLog();
        var server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .addService(monitor)
                .addService(ServerInterceptors.intercept(log, new Counting()))
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

    private static Process start(String engine) throws IOException {
        var program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + folder.resolve("classes"),
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

    private static final class Counting implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
                    next.startCall(call, headers)) {
                @Override
                public void onMessage(Q message) {
                    if (message instanceof LogRequest line && line.getSeverity() == LogSeverity.DEBUG) {
                        DEBUG_LINES.incrementAndGet();
                    }
                    super.onMessage(message);
                }
            };
        }
    }
}
