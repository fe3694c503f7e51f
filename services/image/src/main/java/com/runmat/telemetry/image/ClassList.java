package com.runmat.telemetry.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which classes and lambdas a service has used, without what depends on the order of threads, which an archive does without: numbers
 * of classes, and which of their constants were resolved. What only one of two runs has is left out.
 */
final class ClassList {
    private static final Pattern NUMBERS = Pattern.compile(" (id|super|interfaces):.*");

    private final List<String> lines;

    private ClassList(List<String> lines) {
        this.lines = lines;
    }

    /** Starts the service twice and has it serve. */
    static ClassList trained(Contents contents, Training training, Jdk jdk) throws IOException, InterruptedException {
        var once = recorded(contents, training, jdk);
        return once.and(recorded(contents, training, jdk));
    }

    private static ClassList recorded(Contents contents, Training training, Jdk jdk)
            throws IOException, InterruptedException {
        Path recording = contents.folder().resolve("recorded.list");
        training.run(contents, jdk, "-XX:DumpLoadedClassList=" + recording.toAbsolutePath());
        var list = of(Files.readAllLines(recording));
        Files.delete(recording);
        return list;
    }

    static ClassList of(Collection<String> recorded) {
        var classes = new TreeSet<String>();
        var lambdas = new TreeSet<String>();
        for (String line : recorded) {
            if (line.startsWith("@") && !line.startsWith("@cp ")) {
                lambdas.add(line);
            } else if (!line.startsWith("@") && !line.startsWith("#") && !line.contains(" source:")) {
                classes.add(NUMBERS.matcher(line).replaceFirst(""));
            }
        }
        // a lambda is found only when its class stands above it
        return new ClassList(Stream.concat(classes.stream(), lambdas.descendingSet().stream())
                .toList());
    }

    /** What both have. */
    ClassList and(ClassList other) {
        var theirs = new TreeSet<>(other.lines);
        return new ClassList(lines.stream().filter(theirs::contains).toList());
    }

    List<String> lines() {
        return lines;
    }

    void write(Path file) throws IOException {
        Files.write(file, lines);
    }
}
