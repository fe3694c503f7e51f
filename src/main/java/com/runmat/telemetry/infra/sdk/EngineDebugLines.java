package com.runmat.telemetry.infra.sdk;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.InternalGlobalInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.util.List;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

/**
 * Keeps the SDK's debug lines from the engine, four calls for each resource with the request's whole text, of which nobody
 * sees anything without {@code --debug}: a tenth of a preview's CPU time (docs/decisions/0020 tells how it was measured).
 * Warnings and errors go as ever, and with {@code PULUMI_EXCESSIVE_DEBUG_OUTPUT=true} so does every line.
 */
public final class EngineDebugLines implements ClientInterceptor {
    private static final String ALL_LINES = "PULUMI_EXCESSIVE_DEBUG_OUTPUT";

    /** Holds for every connection that is made from now on; to be called once, before the first. */
    public static void leaveOut() {
        if (!Boolean.parseBoolean(System.getenv(ALL_LINES))) {
            InternalGlobalInterceptors.setInterceptorsTracers(List.of(new EngineDebugLines()), List.of(), List.of());
        }
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        ClientCall<Q, R> call = next.newCall(method, options);
        boolean line =
                method.getFullMethodName().equals(EngineGrpc.getLogMethod().getFullMethodName());
        return line ? new Line<>(call, method) : call;
    }

    /** A call that begins with its message, and is answered here when that is a debug line. */
    private static final class Line<Q, R> extends ForwardingClientCall<Q, R> {
        private final ClientCall<Q, R> call;
        private final MethodDescriptor<Q, R> method;
        private Listener<R> answer = new Listener<>() {};
        private Metadata headers = new Metadata();
        private int wanted;
        private boolean sent;

        Line(ClientCall<Q, R> call, MethodDescriptor<Q, R> method) {
            this.call = call;
            this.method = method;
        }

        @Override
        protected ClientCall<Q, R> delegate() {
            return call;
        }

        @Override
        public void start(Listener<R> answer, Metadata headers) {
            this.answer = answer;
            this.headers = headers;
        }

        @Override
        public void request(int messages) {
            wanted += messages;
        }

        @Override
        public void sendMessage(Q line) {
            if (line instanceof LogRequest log && log.getSeverity() == LogSeverity.DEBUG) {
                answer.onMessage(method.parseResponse(new ByteArrayInputStream(new byte[0])));
                answer.onClose(Status.OK, new Metadata());
                return;
            }
            sent = true;
            super.start(answer, headers);
            super.request(wanted);
            super.sendMessage(line);
        }

        @Override
        public void halfClose() {
            if (sent) {
                super.halfClose();
            }
        }
    }
}
