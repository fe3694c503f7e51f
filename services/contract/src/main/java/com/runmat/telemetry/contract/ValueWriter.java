package com.runmat.telemetry.contract;

import tools.jackson.core.JsonGenerator;

/** Writes a kept value as a member. */
final class ValueWriter {
    private ValueWriter() {}

    static void write(JsonGenerator json, String name, Object value) {
        switch (value) {
            case Long number -> json.writeNumberProperty(name, number);
            case Double number -> json.writeNumberProperty(name, number);
            case Boolean flag -> json.writeBooleanProperty(name, flag);
            default -> json.writeStringProperty(name, value.toString());
        }
    }
}
