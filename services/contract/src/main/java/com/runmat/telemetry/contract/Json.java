package com.runmat.telemetry.contract;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** The one factory of what writes JSON. */
final class Json {
    /** Its buffers belong to a thread each: who writes here are the few threads of a service. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private Json() {}
}
