package com.runmat.telemetry.plan.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.core.internal.Constants;
import java.util.Map;
import java.util.Optional;

/** Stands in for the provider's look-ups: what a look-up would tell is unknown unless it has an answer. */
final class Invocations {
    /** For each look-up that the program may make, the property that it reads. */
    private static final Map<String, String> READ =
            Map.of("gcp:organizations/getProject:getProject", "number", "gcp:dns/getKeys:getKeys", "keySigningKeys");

    private final ProviderAnswers answers;

    Invocations(ProviderAnswers answers) {
        this.answers = answers;
    }

    Optional<Struct> answer(String token, Struct arguments) {
        return Optional.ofNullable(READ.get(token))
                .map(property -> arguments.toBuilder()
                        .putFields(property, output(token, arguments, property))
                        .putFields(Constants.IdPropertyName, output(token, arguments, Constants.IdPropertyName))
                        .build());
    }

    private Value output(String token, Struct arguments, String property) {
        return answers.output(token, "", arguments, property)
                .orElseGet(() -> Value.newBuilder()
                        .setStringValue(Constants.UnknownValue)
                        .build());
    }
}
