package com.runmat.telemetry.plan.report;

import com.runmat.telemetry.plan.table.DataFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an update does to a resource that has changed, as far as two plans tell.
 *
 * @param kind in what way
 * @param causes the paths for which it is replaced; empty for the other kinds
 * @param notice what clients notice of a replacement
 */
public record Effect(Kind kind, List<String> causes, Optional<String> notice) {
    /** Ways of changing. */
    public enum Kind {
        UPDATED,
        REPLACED,
        /** Only what the engine notes of it: options, or a component, or outputs. */
        NOTED,
        /** Its type is in no table. */
        UNKNOWN
    }

    private static final Map<?, ?> TABLE = DataFile.read(Effect.class, "replacing.yaml");

    /**
     * What a change of these paths does.
     *
     * @param paths what has changed of a resource of this type, such as {@code ports[0]}
     */
    public static Effect of(String type, List<String> paths) {
        List<String> inputs = paths.stream()
                .filter(path -> !path.startsWith("options."))
                .map(path -> path.replaceAll("\\[\\d+]", ""))
                .distinct()
                .toList();
        if (inputs.isEmpty() || !type.startsWith("gcp:")) {
            return new Effect(Kind.NOTED, List.of(), Optional.empty());
        }
        if (!isKnown(type)) {
            return new Effect(Kind.UNKNOWN, List.of(), Optional.empty());
        }
        List<String> replacing =
                Stream.concat(texts("replacing", type), texts("refused", type)).toList();
        List<String> causes = inputs.stream()
                .filter(path -> replacing.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + ".")))
                .toList();
        return causes.isEmpty()
                ? new Effect(Kind.UPDATED, List.of(), Optional.empty())
                : new Effect(Kind.REPLACED, causes, notice(type));
    }

    /** What clients notice while there is no resource of this type; empty when it does not serve them. */
    public static Optional<String> notice(String type) {
        return text("serving", type);
    }

    /** For how long they notice it when it is replaced, as an order of size; empty when it does not serve them. */
    public static Optional<String> lasting(String type) {
        return text("lasting", type);
    }

    /** What a change of this type means beyond that; empty when there is nothing to tell. */
    public static Optional<String> meaning(String type) {
        return text("meaning", type);
    }

    private static Optional<String> text(String section, String type) {
        return Optional.ofNullable(section(section).get(type)).map(String::valueOf);
    }

    /** Whether the table has this type. */
    public static boolean isKnown(String type) {
        return section("replacing").containsKey(type);
    }

    /** In a few words, for a reader. */
    public String described() {
        return switch (kind) {
            case UPDATED -> "updated";
            case REPLACED -> "replaced for " + String.join(", ", causes);
            case NOTED -> "nothing in the cloud";
            case UNKNOWN -> "updated or replaced: no table says";
        };
    }

    private static Stream<String> texts(String section, String type) {
        return section(section).get(type) instanceof List<?> texts
                ? texts.stream().map(String::valueOf)
                : Stream.empty();
    }

    private static Map<?, ?> section(String name) {
        return TABLE.get(name) instanceof Map<?, ?> section ? section : Map.of();
    }
}
