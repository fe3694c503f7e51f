package com.runmat.telemetry.plan.adopt;

import com.runmat.telemetry.plan.table.DataFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of ids, ids.yaml: which form an id has, how Google is asked for what only it knows, and whether it is there. */
final class IdTable {
    private static final Map<?, ?> TABLE = DataFile.read(IdTable.class, "ids.yaml");

    private IdTable() {}

    /**
     * How Google is asked for the last part of an id.
     *
     * @param list where the answer has the list that is searched; empty when the answer itself is meant
     * @param where by field of the answer, the resource's input that it equals
     * @param answer the field whose last part is meant
     * @param user the type of resource whose inputs the path takes, one that uses this one; empty for this one's own
     */
    record Search(
            String api, String path, String list, Map<String, String> where, String answer, Optional<String> user) {}

    /**
     * How Google is asked whether a resource is there.
     *
     * @param path empty where it is the id
     * @param must by field, what the answer must say
     * @param policy what a grant's policy is called behind its resource's path
     * @param post whether that is asked for by POST
     */
    record Place(String api, Optional<String> path, Map<String, String> must, String policy, boolean post) {}

    /** The form of a type's ids; empty for a type that is in no table. */
    static Optional<String> form(String type) {
        return Optional.ofNullable(section("ids").get(type)).map(String::valueOf);
    }

    /** What an input is that is read from a resource of a type, in that one's inputs; empty where that is not known. */
    static Optional<String> read(String type, String input) {
        return Optional.<Object>ofNullable(section("read").get(type + "." + input))
                .or(() -> Optional.ofNullable(section("read").get(type)))
                .map(String::valueOf);
    }

    static Optional<Search> search(String type) {
        return entry(section("found").get(type))
                .map(entry -> new Search(
                        text(entry, "api").orElseThrow(),
                        text(entry, "path").orElseThrow(),
                        text(entry, "in").orElse(""),
                        texts(entry.get("where")),
                        text(entry, "answer").orElseThrow(),
                        text(entry, "user")));
    }

    static Optional<Place> place(String type) {
        return section("there").entrySet().stream()
                .filter(there -> type.startsWith(String.valueOf(there.getKey())))
                .flatMap(there -> entry(there.getValue()).stream())
                .map(entry -> new Place(
                        text(entry, "api").orElseThrow(),
                        text(entry, "path"),
                        texts(entry.get("is")),
                        text(entry, "policy").orElse(":getIamPolicy"),
                        Boolean.TRUE.equals(entry.get("post"))))
                .findFirst();
    }

    /** Whether it carried state, an address or a service in the former deployment. */
    static boolean former(String type) {
        return TABLE.get("former") instanceof List<?> types && types.contains(type);
    }

    private static Map<?, ?> section(String name) {
        return TABLE.get(name) instanceof Map<?, ?> section ? section : Map.of();
    }

    private static Optional<Map<?, ?>> entry(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
    }

    private static Optional<String> text(Map<?, ?> entry, String name) {
        return Optional.ofNullable(entry.get(name)).map(String::valueOf);
    }

    private static Map<String, String> texts(@Nullable Object value) {
        var texts = new TreeMap<String, String>();
        entry(value).orElse(Map.of()).forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
        return texts;
    }
}
