package com.runmat.telemetry.plan.untrusted;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The fields of one object, each asked for by name and type; a {@link Refused} names the file, the path in it, and what
 * belongs there, and never what stands there.
 */
public final class Fields {
    private final String path;
    private final JsonObject object;

    Fields(String path, JsonObject object) {
        this.path = path;
        this.object = object;
    }

    public JsonObject json() {
        return object;
    }

    /** Refuses an object that has any other field, and says so. */
    public Fields only(Set<String> names) {
        if (!names.containsAll(object.keySet())) {
            throw refused("has a field that is not known here; known are " + String.join(", ", sorted(names)));
        }
        return this;
    }

    public boolean has(String name) {
        return object.has(name);
    }

    /** The value, which is there, null included. */
    public JsonElement any(String name) {
        var value = object.get(name);
        if (value == null) {
            throw refused("has no field " + name);
        }
        return value;
    }

    /** A text of so many characters at most. */
    public String text(String name, int longest) {
        if (any(name) instanceof JsonPrimitive text
                && text.isString()
                && text.getAsString().length() <= longest) {
            return text.getAsString();
        }
        throw refused("must have a text of at most " + longest + " characters as " + name);
    }

    /** The same, or an empty text where there is no such field. */
    public String textOrEmpty(String name, int longest) {
        return has(name) ? text(name, longest) : "";
    }

    public boolean flag(String name) {
        if (any(name) instanceof JsonPrimitive flag && flag.isBoolean()) {
            return flag.getAsBoolean();
        }
        throw refused("must have true or false as " + name);
    }

    /** A number from 0 to a thousand million. */
    public double amount(String name) {
        if (any(name) instanceof JsonPrimitive number
                && number.isNumber()
                && number.getAsDouble() >= 0
                && number.getAsDouble() <= 1e9) {
            return number.getAsDouble();
        }
        throw refused("must have a number from 0 to 1000000000 as " + name);
    }

    public Fields object(String name) {
        if (any(name) instanceof JsonObject inner) {
            return new Fields(path + ": " + name, inner);
        }
        throw refused("must have an object as " + name);
    }

    /** Empty where there is no such field, or null. */
    public List<Fields> objects(String name, int most) {
        List<Fields> objects = new ArrayList<>();
        for (var element : list(name, most)) {
            var place = "%s: %s[%d]".formatted(path, name, objects.size());
            if (!(element instanceof JsonObject inner)) {
                throw new Refused(place + " must be an object");
            }
            objects.add(new Fields(place, inner));
        }
        return objects;
    }

    /** Empty where there is no such field, or null. */
    public List<String> texts(String name, int most) {
        List<String> texts = new ArrayList<>();
        for (var element : list(name, most)) {
            if (!(element instanceof JsonPrimitive text) || !text.isString()) {
                throw refused("must have nothing but texts in " + name);
            }
            texts.add(text.getAsString());
        }
        return texts;
    }

    private JsonArray list(String name, int most) {
        var value = has(name) ? any(name) : JsonNull.INSTANCE;
        if (value.isJsonNull()) {
            return new JsonArray();
        }
        if (!(value instanceof JsonArray list) || list.size() > most) {
            throw refused("must have a list of at most %d as %s".formatted(most, name));
        }
        return list;
    }

    /** A refusal of this object. */
    public Refused refused(String sentence) {
        return new Refused(path + " " + sentence);
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
