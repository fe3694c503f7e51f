package com.runmat.telemetry.infra.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small project in a folder of its own, with the shape of the real one. */
final class SourceTree {
    private static final String MAIN = "services/%s/src/main/java/Main.java";

    private final Path root;

    private SourceTree(Path root) {
        this.root = root;
    }

    static SourceTree in(Path root) {
        var tree = new SourceTree(root);
        tree.write(".mvn/wrapper/maven-wrapper.properties", "distributionUrl=maven-3.9\n");
        tree.write("services/pom.xml", "<project>\n  <base.image>one</base.image>\n</project>\n");
        tree.module("contract");
        tree.module("ops");
        tree.module("local", "worker", "udp-forwarder");
        tree.module("worker", "contract", "ops");
        tree.module("udp-forwarder", "contract", "ops");
        return tree;
    }

    Path root() {
        return root;
    }

    private void module(String name, String... dependencies) {
        var pom = new StringBuilder("<project>\n");
        for (String dependency : dependencies) {
            pom.append(dependency(dependency, ""));
        }
        write("services/" + name + "/pom.xml", pom + "</project>\n");
        write(MAIN.formatted(name), "class Main {\n    // " + name + "\n}\n");
    }

    static String dependency(String artifact, String more) {
        return "  <dependency><groupId>com.runmat.telemetry</groupId><artifactId>" + artifact + "</artifactId>" + more
                + "</dependency>\n";
    }

    SourceTree write(String file, String content) {
        try {
            var path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes each text to Windows line ends, and its time and mode. */
    SourceTree asOnAnotherMachine() throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
                Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));
                file.toFile().setExecutable(true);
            }
        }
        return this;
    }
}
