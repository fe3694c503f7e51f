package com.runmat.telemetry.plan.engine;

import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.GetRootResourceResponse;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;
import pulumirpc.EngineOuterClass.SetRootResourceRequest;
import pulumirpc.EngineOuterClass.SetRootResourceResponse;

/** Keeps what the program logs, but nothing at debug level: those lines hold whole requests, secrets in plain text. */
final class EngineLog extends EngineGrpc.EngineImplBase {
    private final List<String> messages = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private volatile String root = "";

    synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void log(LogRequest request, StreamObserver<Empty> answer) {
        if (request.getSeverity() != LogSeverity.DEBUG && !request.getEphemeral()) {
            keep(request);
        }
        answer.onNext(Empty.getDefaultInstance());
        answer.onCompleted();
    }

    private synchronized void keep(LogRequest request) {
        of(request.getSeverity()).add(request.getMessage().strip());
    }

    private List<String> of(LogSeverity severity) {
        return switch (severity) {
            case ERROR -> errors;
            case WARNING -> warnings;
            default -> messages;
        };
    }

    @Override
    public void getRootResource(GetRootResourceRequest request, StreamObserver<GetRootResourceResponse> answer) {
        answer.onNext(GetRootResourceResponse.newBuilder().setUrn(root).build());
        answer.onCompleted();
    }

    @Override
    public void setRootResource(SetRootResourceRequest request, StreamObserver<SetRootResourceResponse> answer) {
        root = request.getUrn();
        answer.onNext(SetRootResourceResponse.getDefaultInstance());
        answer.onCompleted();
    }
}
