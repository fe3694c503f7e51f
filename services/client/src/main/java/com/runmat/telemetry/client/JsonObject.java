package com.runmat.telemetry.client;

import org.jspecify.annotations.Nullable;

/** Writes one JSON object, members in the order in which they are put. A member without a value is left out. */
final class JsonObject {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder members = new StringBuilder(256);

    JsonObject put(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            quote(value);
        }
        return this;
    }

    JsonObject put(String name, @Nullable Long value) {
        if (value != null) {
            name(name).append(value.longValue());
        }
        return this;
    }

    JsonObject put(String name, @Nullable Boolean value) {
        if (value != null) {
            name(name).append(value.booleanValue());
        }
        return this;
    }

    /** An object without members is left out too. */
    JsonObject put(String name, JsonObject value) {
        if (value.members.length() > 0) {
            name(name).append('{').append(value.members).append('}');
        }
        return this;
    }

    /** All of another object's members, after these. */
    JsonObject putAll(JsonObject other) {
        if (other.members.length() > 0) {
            separate().append(other.members);
        }
        return this;
    }

    @Override
    public String toString() {
        return "{" + members + "}";
    }

    private StringBuilder name(String name) {
        separate();
        quote(name);
        return members.append(':');
    }

    private StringBuilder separate() {
        return members.length() == 0 ? members : members.append(',');
    }

    private void quote(String text) {
        members.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                members.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                escape(c);
            } else {
                members.append(c);
            }
        }
        members.append('"');
    }

    /** Escaping all but ASCII keeps the size in bytes known and lone surrogates harmless. */
    private void escape(char c) {
        members.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            members.append(HEX.charAt(c >> shift & 0xF));
        }
    }
}
