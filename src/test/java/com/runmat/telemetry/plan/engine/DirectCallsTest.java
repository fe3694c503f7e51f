package com.runmat.telemetry.plan.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.SetRootResourceRequest;

class DirectCallsTest {
    private static final int NO_PORT = -1;

    @Test
    void serve_answersWhoConnectsAsTheSdkDoes_withoutAPort() throws Exception {
        String address = DirectCalls.address("alone");
        Server server = DirectCalls.serve(address, new EngineLog());
        try {
            assertEquals(NO_PORT, server.getPort());
            assertEquals("urn:a", rootSetTo("urn:a", address));
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void serve_twoAddresses_areTwoEngines() throws Exception {
        String first = DirectCalls.address("first");
        String second = DirectCalls.address("second");
        Server one = DirectCalls.serve(first, new EngineLog());
        Server other = DirectCalls.serve(second, new EngineLog());
        try {
            rootSetTo("urn:a", first);
            assertEquals("", root(second));
        } finally {
            one.shutdownNow();
            other.shutdownNow();
        }
    }

    @Test
    void serve_shutDown_isReachedNoMore() throws Exception {
        String address = DirectCalls.address("gone");
        DirectCalls.serve(address, new EngineLog()).shutdownNow().awaitTermination();
        assertThrows(StatusRuntimeException.class, () -> root(address));
    }

    @Test
    void otherAddresses_areReachedOverTheNetwork() throws Exception {
        String known = DirectCalls.address("known");
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Server server = NettyServerBuilder.forAddress(loopback, InsecureServerCredentials.create())
                .addService(new EngineLog())
                .build()
                .start();
        try {
            assertEquals("urn:" + known, rootSetTo("urn:" + known, "127.0.0.1:" + server.getPort()));
        } finally {
            server.shutdownNow();
        }
    }

    private static String rootSetTo(String urn, String address) throws InterruptedException {
        return ask(address, engine -> {
            var ignored = engine.setRootResource(
                    SetRootResourceRequest.newBuilder().setUrn(urn).build());
            return root(engine);
        });
    }

    private static String root(String address) throws InterruptedException {
        return ask(address, DirectCallsTest::root);
    }

    private static String root(EngineGrpc.EngineBlockingStub engine) {
        return engine.getRootResource(GetRootResourceRequest.getDefaultInstance())
                .getUrn();
    }

    private interface Question {
        String ask(EngineGrpc.EngineBlockingStub engine);
    }

    private static String ask(String address, Question question) throws InterruptedException {
        var connection = ManagedChannelBuilder.forTarget(address).usePlaintext().build();
        try {
            return question.ask(EngineGrpc.newBlockingStub(connection).withDeadlineAfter(30, TimeUnit.SECONDS));
        } finally {
            connection.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        }
    }
}
