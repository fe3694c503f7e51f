package com.runmat.telemetry.shapes;

import org.jspecify.annotations.Nullable;

/** What a text must look like to be kept. Immutable; works in time linear to the text, and throws nothing. */
public interface TextShape {
    /** The text as it is kept, at most {@link #longest} UTF-16 units, or null when nothing of it may be. */
    @Nullable
    String keep(String text);

    /** The most UTF-16 units that are ever kept. */
    int longest();

    /** Says in a few words what is kept, for the documents. */
    String describe();

    /**
     * A regular expression (of ECMA-262, for JSON Schema) that matches at least every printable text of which something is kept as
     * it is; null when any text will do, because another stands in for it.
     */
    @Nullable
    String pattern();

    /** True where all that is ever kept is printable ASCII without quotation marks and backslashes, which JSON writes as it is. */
    default boolean plain() {
        return false;
    }
}
