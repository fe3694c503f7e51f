package com.runmat.telemetry.plan.engine;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import com.runmat.telemetry.plan.graph.PlannedResource;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pulumirpc.Resource.ReadResourceRequest;
import pulumirpc.Resource.ReadResourceResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;
import pulumirpc.Resource.SupportsFeatureRequest;
import pulumirpc.Resource.SupportsFeatureResponse;
import pulumirpc.ResourceMonitorGrpc;

/**
 * Answers a registration as a preview of a new stack does: the outputs are the inputs, and whatever the program reads
 * beyond them is unknown. Calls come from several threads.
 */
final class ResourceMonitor extends ResourceMonitorGrpc.ResourceMonitorImplBase {
    private static final Set<String> FEATURES =
            Set.of("secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith");

    private final Urns urns;
    private final ComputedOutputs computed;
    private final Invocations invocations;
    private final Map<String, PlannedResource> resources = new LinkedHashMap<>();
    private final Map<String, Struct> outputs = new LinkedHashMap<>();

    ResourceMonitor(Urns urns, ComputedOutputs computed, Invocations invocations) {
        this.urns = urns;
        this.computed = computed;
        this.invocations = invocations;
    }

    synchronized List<PlannedResource> resources() {
        return List.copyOf(resources.values());
    }

    /** What a component or the stack said about itself when it was done. */
    synchronized Struct outputs(String urn) {
        return outputs.getOrDefault(urn, Struct.getDefaultInstance());
    }

    @Override
    public void supportsFeature(SupportsFeatureRequest request, StreamObserver<SupportsFeatureResponse> answer) {
        reply(
                answer,
                SupportsFeatureResponse.newBuilder()
                        .setHasSupport(FEATURES.contains(request.getId()))
                        .build());
    }

    @Override
    public void registerResource(RegisterResourceRequest request, StreamObserver<RegisterResourceResponse> answer) {
        var urn = urns.of(request.getParent(), request.getType(), request.getName());
        if (!remember(ResourceRequests.resource(urn, request))) {
            refuse(
                    answer,
                    "two resources are called \"%s\" (%s): give one another name"
                            .formatted(request.getName(), request.getType()));
            return;
        }
        reply(
                answer,
                RegisterResourceResponse.newBuilder()
                        .setUrn(urn)
                        .setId(computed.id(request.getType(), request.getName(), request.getObject()))
                        .setObject(computed.of(request.getType(), request.getName(), request.getObject()))
                        .build());
    }

    private synchronized boolean remember(PlannedResource resource) {
        return resources.putIfAbsent(resource.urn(), resource) == null;
    }

    @Override
    public synchronized void registerResourceOutputs(
            RegisterResourceOutputsRequest request, StreamObserver<Empty> answer) {
        outputs.put(request.getUrn(), request.getOutputs());
        reply(answer, Empty.getDefaultInstance());
    }

    @Override
    public void readResource(ReadResourceRequest request, StreamObserver<ReadResourceResponse> answer) {
        reply(
                answer,
                ReadResourceResponse.newBuilder()
                        .setUrn(urns.of(request.getParent(), request.getType(), request.getName()))
                        .setProperties(request.getProperties())
                        .build());
    }

    @Override
    public void invoke(ResourceInvokeRequest request, StreamObserver<ResourceInvokeResponse> answer) {
        invocations
                .answer(request.getTok(), request.getArgs())
                .ifPresentOrElse(
                        result -> reply(
                                answer,
                                ResourceInvokeResponse.newBuilder()
                                        .setReturn(result)
                                        .build()),
                        () -> refuse(
                                answer,
                                "the plan has no answer for %s, which asks the cloud: add one to Invocations"
                                        .formatted(request.getTok())));
    }

    private static <T> void reply(StreamObserver<T> answer, T message) {
        answer.onNext(message);
        answer.onCompleted();
    }

    private static <T> void refuse(StreamObserver<T> answer, String reason) {
        answer.onError(Status.INVALID_ARGUMENT.withDescription(reason).asException());
    }
}
