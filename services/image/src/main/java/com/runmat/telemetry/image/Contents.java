package com.runmat.telemetry.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that becomes an image: {@code app} is its {@code /app}, where the service is started, and {@code java} its
 * {@code /opt/java}.
 *
 * @param module the Maven module of the service, with its jar, its class path and its bill of materials in {@code target}
 * @param mainClass what the image starts
 */
record Contents(Path module, String service, String mainClass) {
    /** Jib gives files this time; an archive looks whether its jars still have the time that it has seen. */
    private static final FileTime TIME = FileTime.from(Instant.ofEpochSecond(1));

    private static final String ARCHIVE = "classes.jsa";

    /** Emptied first: what an earlier build left must not get in. */
    void collect() throws IOException {
        delete(folder());
        Files.createDirectories(app().resolve("lib"));
        copy(target().resolve(service + "-own.jar"), app().resolve(service + ".jar"));
        copy(module.resolve("src/main/jvm.options"), app().resolve("jvm.options"));
        for (String jar :
                Pattern.compile(File.pathSeparator).split(Files.readString(target().resolve("image.classpath")), -1)) {
            copy(
                    Path.of(jar.strip()),
                    app().resolve("lib").resolve(Path.of(jar.strip()).getFileName()));
        }
        var sbom = Files.createDirectories(app().resolve("META-INF/sbom"));
        copy(target().resolve("sbom/application.cdx.json"), sbom.resolve("application.cdx.json"));
        Licences.of(target().resolve("sbom/application.cdx.xml")).write(app().resolve("licences.txt"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path target() {
        return module.resolve("target");
    }

    Path folder() {
        return target().resolve("image");
    }

    Path app() {
        return folder().resolve("app");
    }

    Path java() {
        return folder().resolve("java");
    }

    Path archive() {
        return app().resolve(ARCHIVE);
    }

    /** What the archive is made of, kept beside it: with it anybody can make the same archive again. */
    Path classList() {
        return app().resolve("classes.list");
    }

    /** The command of the linked runtime, run in {@link #app()}, with the image's flags. */
    List<String> java(String... flags) {
        var command = new ArrayList<>(List.of(java().resolve("bin/java").toString(), "@jvm.options"));
        command.addAll(List.of(flags));
        return command;
    }

    /** The jars in one order, by paths from {@link #app()}: the service's first, then what it depends on. */
    String classPath() throws IOException {
        try (var top = Files.list(app());
                var libraries = Files.list(app().resolve("lib"))) {
            return Stream.concat(top.sorted(), libraries.sorted())
                    .filter(file -> file.toString().endsWith(".jar"))
                    .map(jar -> app().relativize(jar).toString())
                    .collect(Collectors.joining(":"));
        }
    }

    /** The second file of the image's command line; the first one is {@code jvm.options}. */
    void writeOptions(boolean archived) throws IOException {
        var options = archived ? "-XX:SharedArchiveFile=" + ARCHIVE + "\n" : "";
        Files.writeString(app().resolve("image.options"), options + "-cp " + classPath() + "\n" + mainClass + "\n");
    }

    void resetTimes() throws IOException {
        try (var files = Files.walk(folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, TIME);
            }
        }
    }
}
