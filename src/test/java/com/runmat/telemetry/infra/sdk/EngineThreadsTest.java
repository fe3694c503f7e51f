package com.runmat.telemetry.infra.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ConnectivityState;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.GetRootResourceResponse;

class EngineThreadsTest {
    private final List<Thread> atExit = new ArrayList<>();
    private Server engine;

    @BeforeEach
    void start() throws IOException {
        engine = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .addService(new Engine())
                .build()
                .start();
        EngineThreads.endWithTheProgram(atExit::add);
    }

    @AfterEach
    void end() throws InterruptedException {
        exit();
        engine.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    @Test
    void exit_endsTheThreadThatWaitsForTheEngine() throws Exception {
        ask(connection());
        List<Thread> waiting = connections();
        assertEquals(1, waiting.size());

        exit();
        assertFalse(waiting.get(0).isAlive());
    }

    @Test
    void exit_laterConnections_areMadeAsGrpcMakesThem() throws Exception {
        exit();

        var connection = connection();
        ask(connection);
        assertEquals(List.of(), connections());
        connection.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    @Test
    void connections_two_shareTheThread() throws Exception {
        ask(connection());
        ask(connection());

        assertEquals(1, connections().size());
        assertTrue(connections().get(0).isDaemon());
    }

    /** What the JVM does. */
    private void exit() throws InterruptedException {
        List<Thread> ending = new ArrayList<>(connections());
        ending.addAll(atExit);
        atExit.forEach(Thread::start);
        atExit.clear();
        for (Thread thread : ending) {
            thread.join(10_000);
        }
    }

    private ManagedChannel connection() {
        return ManagedChannelBuilder.forTarget("127.0.0.1:" + engine.getPort())
                .usePlaintext()
                .build();
    }

    private static void ask(ManagedChannel connection) throws Exception {
        var root = EngineGrpc.newFutureStub(connection)
                .getRootResource(GetRootResourceRequest.getDefaultInstance())
                .get(10, TimeUnit.SECONDS);
        assertEquals("the root", root.getUrn());
        assertEquals(ConnectivityState.READY, connection.getState(false));
    }

    private static List<Thread> connections() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(EngineThreads.NAME))
                .toList();
    }

    private static final class Engine extends EngineGrpc.EngineImplBase {
        @Override
        public void getRootResource(GetRootResourceRequest request, StreamObserver<GetRootResourceResponse> answer) {
            answer.onNext(
                    GetRootResourceResponse.newBuilder().setUrn("the root").build());
            answer.onCompleted();
        }
    }
}
