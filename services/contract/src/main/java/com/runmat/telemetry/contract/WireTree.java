package com.runmat.telemetry.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/**
 * The table turned round: from the member names of a body to the fields that they feed. A name leads to a leaf (one place
 * of one field), to a deeper object, or nowhere. The parser compares a name's bytes with those of an object's names and gives
 * the number of the one they are, so that no text is made of them. Built once; immutable and shared by all readers.
 */
final class WireTree implements WireMember {
    static final WireTree ROOT =
            new Branch(Omission.UNKNOWN_EVENT_FIELD).filled().grown();

    /** Where a value goes. */
    record Leaf(Field field, Place place) implements WireMember {}

    private final Omission unknown;
    private final PropertyNameMatcher names;
    private final WireMember[] members;

    private WireTree(Omission unknown, List<String> names, List<WireMember> members) {
        this.unknown = unknown;
        this.names = Json.FACTORY.constructNameMatcher(
                names.stream().map(Named::fromString).toList(), false);
        this.members = members.toArray(WireMember[]::new);
        if (members.size() > Long.SIZE) {
            throw new IllegalStateException("a reader remembers the names that it has seen in 64 bits");
        }
    }

    /** The names with a meaning in this object; the number of each leads to its {@link #member}. */
    PropertyNameMatcher names() {
        return names;
    }

    WireMember member(int number) {
        return members[number];
    }

    /** The class under which names without a meaning in this object are counted. */
    Omission unknown() {
        return unknown;
    }

    /** An object while the tree grows. */
    private static final class Branch {
        private final Omission unknown;
        private final Map<String, Leaf> leaves = new LinkedHashMap<>();
        private final Map<String, Branch> branches = new LinkedHashMap<>();

        Branch(Omission unknown) {
            this.unknown = unknown;
        }

        Branch filled() {
            Field.ALL.forEach(field -> field.places().forEach(place -> add(place.path(), new Leaf(field, place))));
            return this;
        }

        private void add(List<String> path, Leaf leaf) {
            if (path.size() == 1) {
                leaves.put(path.get(0), leaf);
                return;
            }
            branches.computeIfAbsent(path.get(0), name -> new Branch(unknownIn(name)))
                    .add(path.subList(1, path.size()), leaf);
        }

        WireTree grown() {
            List<String> names = new ArrayList<>(leaves.keySet());
            List<WireMember> members = new ArrayList<>(leaves.values());

            branches.forEach((name, branch) -> {
                names.add(name);
                members.add(branch.grown());
            });
            return new WireTree(unknown, names, members);
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
}
