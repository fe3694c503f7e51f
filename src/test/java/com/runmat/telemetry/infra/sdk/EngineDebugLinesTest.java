package com.runmat.telemetry.infra.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Empty;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.GetRootResourceResponse;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

class EngineDebugLinesTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private Server engine;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        engine = NettyServerBuilder.forAddress(new InetSocketAddress(loopback, 0), InsecureServerCredentials.create())
                .addService(new Engine())
                .build()
                .start();
        channel = Grpc.newChannelBuilderForAddress(
                        loopback.getHostAddress(), engine.getPort(), InsecureChannelCredentials.create())
                .intercept(new EngineDebugLines())
                .build();
    }

    @AfterEach
    void end() throws InterruptedException {
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        engine.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    @Test
    void log_debug_isAnsweredAndNotSent() throws Exception {
        assertEquals(Empty.getDefaultInstance(), log(LogSeverity.DEBUG, "the whole request"));
        log(LogSeverity.INFO, "after it");
        assertEquals(List.of("after it"), lines);
    }

    @Test
    void log_warningAndError_areSentAsEver() throws Exception {
        log(LogSeverity.WARNING, "look here");
        log(LogSeverity.ERROR, "and here");
        assertEquals(List.of("look here", "and here"), lines);
    }

    @Test
    void log_engineRefuses_failsAsEver() {
        var failure = assertThrows(ExecutionException.class, () -> log(LogSeverity.WARNING, "refuse me"));
        assertEquals(
                Status.Code.INTERNAL, Status.fromThrowable(failure.getCause()).getCode());
    }

    @Test
    void otherCalls_areLeftAlone() throws Exception {
        var root = EngineGrpc.newFutureStub(channel)
                .getRootResource(GetRootResourceRequest.getDefaultInstance())
                .get(10, TimeUnit.SECONDS);
        assertEquals("the root", root.getUrn());
    }

    private Empty log(LogSeverity severity, String message) throws Exception {
        var line = LogRequest.newBuilder()
                .setSeverity(severity)
                .setMessage(message)
                .build();
        return EngineGrpc.newFutureStub(channel).log(line).get(10, TimeUnit.SECONDS);
    }

    private final class Engine extends EngineGrpc.EngineImplBase {
        @Override
        public void log(LogRequest request, StreamObserver<Empty> answer) {
            if (request.getMessage().equals("refuse me")) {
                answer.onError(Status.INTERNAL.asRuntimeException());
                return;
            }
            lines.add(request.getMessage());
            answer.onNext(Empty.getDefaultInstance());
            answer.onCompleted();
        }

        @Override
        public void getRootResource(GetRootResourceRequest request, StreamObserver<GetRootResourceResponse> answer) {
            answer.onNext(
                    GetRootResourceResponse.newBuilder().setUrn("the root").build());
            answer.onCompleted();
        }
    }
}
