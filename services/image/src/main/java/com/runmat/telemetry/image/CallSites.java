package com.runmat.telemetry.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells from classes themselves which of their constants are call sites of lambdas and of joined strings. */
final class CallSites {
    private static final String SEPARATOR = " ";

    private final ClassLoader classes;

    CallSites(Contents contents) throws IOException {
        classes = new URLClassLoader(Arrays.stream(contents.classPath().split(":"))
                .map(jar -> url(contents, jar))
                .toArray(URL[]::new));
    }

    private static URL url(Contents contents, String jar) {
        try {
            return contents.app().resolve(jar).toUri().toURL();
        } catch (MalformedURLException noFile) {
            throw new UncheckedIOException(noFile);
        }
    }

    /** A line {@code @cp CLASS INDEX...} with the call sites alone; empty where there is none. */
    Optional<String> inLine(String line) {
        String[] words = line.split(SEPARATOR);
        var constants = constants(words[1]);
        if (constants.isEmpty()) {
            return Optional.empty();
        }
        String kept = Arrays.stream(words)
                .skip(2)
                .filter(index ->
                        constants.get().entryByIndex(Integer.parseInt(index)).tag() == PoolEntry.TAG_INVOKE_DYNAMIC)
                .collect(Collectors.joining(SEPARATOR));
        return kept.isEmpty() ? Optional.empty() : Optional.of("@cp " + words[1] + SEPARATOR + kept);
    }

    /** Empty for a class that was made while the service ran. */
    private Optional<ConstantPool> constants(String name) {
        try (var in = classes.getResourceAsStream(name + ".class")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(ClassFile.of().parse(in.readAllBytes()).constantPool());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
