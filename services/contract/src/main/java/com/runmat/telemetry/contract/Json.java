package com.runmat.telemetry.contract;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** The one JSON factory, with the limits that hold for all client input. */
final class Json {
    /** Above the deepest real event (8) and below anything that costs. */
    static final int MAX_DEPTH = 64;

    /** Its buffers belong to a thread each: who reads and writes here are the few threads of a service. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .maxStringLength(EventReader.MAX_EVENT_BYTES)
                    .build())
            .build();

    private Json() {}

    /** Leaves it to the reader to find names that an object repeats. */
    static JsonParser parser(byte[] bytes, int offset, int length) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    /**
     * True when the parser would take the bytes for UTF-16 or UTF-32, which the contract does not know: both leave a zero
     * among the first four bytes of any JSON text, and UTF-8 never does.
     */
    static boolean otherEncoding(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + Math.min(4, length); i++) {
            if (bytes[i] == 0 || (bytes[i] & 0xFF) >= 0xFE) {
                return true;
            }
        }
        return false;
    }
}
