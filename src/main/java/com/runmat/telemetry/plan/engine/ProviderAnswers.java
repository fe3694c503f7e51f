package com.runmat.telemetry.plan.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.Optional;

/** What a provider says beyond what it was told, as property values of the engine. Asked from several threads. */
@FunctionalInterface
public interface ProviderAnswers {
    /** A preview's: nothing is known before the cloud is asked. */
    ProviderAnswers UNKNOWN = (type, name, inputs, output) -> Optional.empty();

    /**
     * One output, the resource's {@code id} among them; empty where only the cloud knows it.
     *
     * @param type of the resource, or the token of a look-up
     * @param name the resource's logical name; empty for a look-up
     * @param inputs what the provider was told
     */
    Optional<Value> output(String type, String name, Struct inputs, String output);
}
