package com.runmat.telemetry.plan.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.core.internal.Constants;
import java.util.Map;
import java.util.Optional;

/** Stands in for the provider's look-ups: what a look-up would tell is unknown until the cloud is asked. */
final class Invocations {
    /** For each look-up that the program may make, the property that it reads. */
    private static final Map<String, String> READ =
            Map.of("gcp:organizations/getProject:getProject", "number", "gcp:dns/getKeys:getKeys", "keySigningKeys");

    Optional<Struct> answer(String token, Struct arguments) {
        return Optional.ofNullable(READ.get(token))
                .map(property -> arguments.toBuilder()
                        .putFields(property, unknown())
                        .putFields(Constants.IdPropertyName, unknown())
                        .build());
    }

    private static Value unknown() {
        return Value.newBuilder().setStringValue(Constants.UnknownValue).build();
    }
}
