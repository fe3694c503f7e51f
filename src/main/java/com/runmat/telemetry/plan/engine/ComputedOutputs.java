package com.runmat.telemetry.plan.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.core.internal.Constants;
import com.pulumi.core.internal.annotations.ExportMetadata;
import com.pulumi.resources.ResourceTransformation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The outputs of a resource that does not exist yet. A provider answers a preview with the inputs and says of every
 * other output that it is unknown; leaving one out would make the SDK forget which resource the value comes from. Which
 * outputs there are is read from each resource's class on its way into registration.
 */
final class ComputedOutputs implements ResourceTransformation {
    private static final Value UNKNOWN =
            Value.newBuilder().setStringValue(Constants.UnknownValue).build();

    private final Map<String, Set<String>> outputsByType = new ConcurrentHashMap<>();

    @Override
    public Optional<Result> apply(Args args) {
        var resource = args.resource();
        outputsByType.computeIfAbsent(
                resource.pulumiResourceType(),
                type -> ExportMetadata.of(resource.getClass()).keySet());
        return Optional.empty();
    }

    /** The inputs, and each output beyond them as unknown. */
    Struct of(String type, Struct inputs) {
        var outputs = inputs.toBuilder();
        outputsByType.getOrDefault(type, Set.of()).stream()
                .filter(name -> !inputs.containsFields(name))
                .forEach(name -> outputs.putFields(name, UNKNOWN));
        return outputs.build();
    }
}
