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
 * other output that it is unknown, unless it has an answer; leaving one out would make the SDK forget which resource the value comes from. Which
 * outputs there are is read from each resource's class on its way into registration.
 */
final class ComputedOutputs implements ResourceTransformation {
    private static final Value UNKNOWN =
            Value.newBuilder().setStringValue(Constants.UnknownValue).build();

    private final ProviderAnswers answers;
    private final Map<String, Set<String>> outputsByType = new ConcurrentHashMap<>();

    ComputedOutputs(ProviderAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Optional<Result> apply(Args args) {
        var resource = args.resource();
        outputsByType.computeIfAbsent(
                resource.pulumiResourceType(),
                type -> ExportMetadata.of(resource.getClass()).keySet());
        return Optional.empty();
    }

    /** The inputs, and each output beyond them as it is answered, else as unknown. */
    Struct of(String type, String name, Struct inputs) {
        var outputs = inputs.toBuilder();
        outputsByType.getOrDefault(type, Set.of()).stream()
                .filter(output -> !inputs.containsFields(output))
                .forEach(output -> outputs.putFields(
                        output, answers.output(type, name, inputs, output).orElse(UNKNOWN)));
        return outputs.build();
    }

    /** Empty as long as it is unknown. */
    String id(String type, String name, Struct inputs) {
        return answers.output(type, name, inputs, Constants.IdPropertyName)
                .map(Value::getStringValue)
                .orElse("");
    }
}
