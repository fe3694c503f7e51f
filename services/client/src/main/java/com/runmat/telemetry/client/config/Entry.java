package com.runmat.telemetry.client.config;

import java.util.List;

/**
 * A table or a value of a TOML text.
 *
 * @param path its whole name, the tables above it included, as it is meant: without quotes and escapes
 * @param start where its header or key begins in the text
 * @param valueStart where the value begins; a header's end
 * @param end where it ends, exclusive
 */
record Entry(Kind kind, List<String> path, int start, int valueStart, int end) {
    enum Kind {
        /** {@code [a]} or {@code [[a]]}. */
        HEADER,
        /** {@code a = {}}; what is between the braces are entries of their own. */
        INLINE_TABLE,
        /** Anything else behind an equals sign. */
        VALUE
    }
}
