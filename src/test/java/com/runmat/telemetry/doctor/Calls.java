package com.runmat.telemetry.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls of Google's APIs that the provider was seen to make, each once, without its version and with {@code *} for each name. */
final class Calls {
    private static final Pattern LOGGED = Pattern.compile("\\b(GET|POST|PUT|PATCH|DELETE) /(\\S+)");
    private static final Path FOLDER = Path.of("src/test/resources/calls");

    private Calls() {}

    /** As the list of this name has them. */
    static Set<String> recorded(String name) {
        try {
            return Files.readAllLines(file(name)).stream()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the list anew, its comment kept, from a log with a method and a path in each line. */
    static void record(String name, Path log) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file(name)).stream()
                .takeWhile(line -> line.startsWith("#"))
                .toList());
        lines.addAll(in(Files.readString(log)));
        Files.writeString(file(name), String.join("\n", lines) + "\n");
    }

    static Set<String> in(String log) {
        return LOGGED.matcher(log)
                .results()
                .map(call -> call.group(1) + " " + general(call.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // compute/v1/projects/p/global/addresses/a/setLabels is compute/projects/*/global/addresses/*/setLabels
    private static String general(String path) {
        String[] parts = path.replaceFirst("\\?.*", "").split("/", -1);
        List<String> kept = new ArrayList<>(List.of(parts[0]));
        int place = 1;
        while (place < parts.length && !parts[place].matches("projects|namespaces")) {
            place++; // version, and where Cloud Run's first API is
        }
        while (place < parts.length) {
            String collection = parts[place++];
            kept.add(collection);
            int names = collection.equals("global") ? 0 : collection.equals("rrsets") ? 2 : 1;
            for (; names > 0 && place < parts.length; names--) {
                kept.add("*" + verb(parts[place++]));
            }
        }
        return String.join("/", kept);
    }

    /** {@code :getIamPolicy}; a colon may stand in a name, but not before its last letters. */
    private static String verb(String name) {
        int colon = name.lastIndexOf(':');
        return colon >= 0 && name.substring(colon).matches(":[a-zA-Z]+") ? name.substring(colon) : "";
    }

    private static Path file(String name) {
        return FOLDER.resolve(name + ".txt");
    }
}
