package com.runmat.telemetry.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table turned round: from the member names of a body to the fields that they feed. A name leads to a leaf (one place
 * of one field), to a deeper object, or nowhere. Names are compared by their bytes, so that no text is made of them: they lie in an
 * open table of a power of two, at most a quarter full, each at the place that its length and three of its bytes say, or in the
 * next free one. Built once; immutable and shared by all readers.
 */
final class WireTree implements WireMember {
    static final WireTree ROOT =
            new Branch(Omission.UNKNOWN_EVENT_FIELD).filled().grown();

    /** Where a value goes. */
    record Leaf(Field field, Place place) implements WireMember {}

    /** The number of a name that has none. */
    static final int UNKNOWN = -1;

    private final Omission unknown;
    private final byte[][] names;

    /** Each name with its quotes and the colon, as nearly all clients write it. */
    private final KnownBytes[] quoted;

    private final WireMember[] members;

    /** One more than a name's number; 0 where there is none. */
    private final byte[] table;

    private WireTree(Omission unknown, List<String> names, List<WireMember> members) {
        this.unknown = unknown;
        this.names = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.quoted =
                names.stream().map(name -> new KnownBytes('"' + name + "\":")).toArray(KnownBytes[]::new);
        this.members = members.toArray(WireMember[]::new);
        this.table = new byte[Integer.highestOneBit(names.size()) * 8];
        if (members.size() > Long.SIZE) {
            throw new IllegalStateException("a reader remembers the names that it has seen in 64 bits");
        }
        for (int number = 0; number < names.size(); number++) {
            byte[] name = this.names[number];
            int place = home(name, 0, name.length);
            while (table[place] != 0) {
                place = place + 1 & table.length - 1;
            }
            table[place] = (byte) (number + 1);
        }
    }

    /** The number of the name with a meaning in this object that stands there, which leads to its {@link #member}, or {@link #UNKNOWN}. */
    int number(byte[] in, int from, int to) {
        if (from == to) {
            return UNKNOWN;
        }
        int place = home(in, from, to);
        while (table[place] != 0) {
            byte[] name = names[table[place] - 1];
            if (Arrays.equals(name, 0, name.length, in, from, to)) {
                return table[place] - 1;
            }
            place = place + 1 & table.length - 1;
        }
        return UNKNOWN;
    }

    int number(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return number(bytes, 0, bytes.length);
    }

    String name(int number) {
        return new String(names[number], StandardCharsets.UTF_8);
    }

    /** Told apart by their length, the first, the middle and the last byte are nearly all of them. */
    private int home(byte[] in, int from, int to) {
        int mixed = (to - from) * 0x9E37 + in[from] * 0x85EB + in[(from + to) >>> 1] * 0xC2B2 + in[to - 1] * 0x27D4;
        return mixed >>> 7 & table.length - 1;
    }

    /** A name as it stands in an object: in its quotes and with the colon. */
    KnownBytes quoted(int number) {
        return quoted[number];
    }

    /** Of the names; their numbers are below. */
    int size() {
        return names.length;
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
