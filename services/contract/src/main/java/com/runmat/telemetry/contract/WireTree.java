package com.runmat.telemetry.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table turned round: from the member names of a body to the fields that they feed. A name leads to a leaf (one place
 * of one field), to a deeper object, or nowhere. Built once; immutable and shared by all readers.
 */
final class WireTree {
    static final WireTree ROOT = build();

    /** Where a value goes. */
    record Leaf(Field field, Place place) {}

    private final Omission unknown;
    private final Map<String, WireTree> objects = new HashMap<>();
    private final Map<String, Leaf> leaves = new HashMap<>();

    private WireTree(Omission unknown) {
        this.unknown = unknown;
    }

    @Nullable
    Leaf leaf(String name) {
        return leaves.get(name);
    }

    @Nullable
    WireTree object(String name) {
        return objects.get(name);
    }

    /** The class under which names without a meaning in this object are counted. */
    Omission unknown() {
        return unknown;
    }

    private static WireTree build() {
        WireTree root = new WireTree(Omission.UNKNOWN_EVENT_FIELD);
        for (Field field : Field.values()) {
            field.places().forEach(place -> root.add(place.path(), new Leaf(field, place)));
        }
        return root;
    }

    private void add(List<String> path, Leaf leaf) {
        if (path.size() == 1) {
            leaves.put(path.get(0), leaf);
            return;
        }
        objects.computeIfAbsent(path.get(0), name -> new WireTree(unknownIn(name)))
                .add(new ArrayList<>(path.subList(1, path.size())), leaf);
    }

    private static Omission unknownIn(String object) {
        return switch (object) {
            case "payload" -> Omission.UNKNOWN_PAYLOAD_FIELD;
            case "provider" -> Omission.UNKNOWN_PROVIDER_FIELD;
            case "device" -> Omission.UNKNOWN_DEVICE_FIELD;
            case "counters" -> Omission.UNKNOWN_COUNTER;
            default -> Omission.UNKNOWN_TELEMETRY_FIELD;
        };
    }
}
