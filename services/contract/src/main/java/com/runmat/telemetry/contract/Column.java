package com.runmat.telemetry.contract;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

/** A field under a back end's name for it, which is made into bytes once. */
record Column(Field field, SerializedString name) {
    /** The fields that have a name there, in the table's order. */
    static Column[] of(Function<Field, @Nullable String> names) {
        return Field.ALL.stream()
                .filter(field -> names.apply(field) != null)
                .map(field -> new Column(field, new SerializedString(names.apply(field))))
                .toArray(Column[]::new);
    }

    /** Writes a kept value as a member. */
    void write(JsonGenerator json, Object value) {
        json.writeName(name);
        switch (value) {
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writeString(value.toString());
        }
    }
}
