package com.runmat.telemetry.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What runs: filled in by the build, from a service's {@code build.properties}.
 *
 * @param version of the project
 * @param revision the tag of the service's image, made of its sources; {@code unreleased} outside of images
 */
public record Build(String version, String revision) {
    private static final String FILE = "build.properties";

    /** Reads the file in the package of this class. */
    public static Build of(Class<?> neighbour) {
        Properties properties = new Properties();
        try (InputStream in = neighbour.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing beside " + neighbour.getName());
            }
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Build(properties.getProperty("version", ""), properties.getProperty("revision", ""));
    }
}
