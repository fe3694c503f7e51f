package com.runmat.telemetry.local.child;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Objects;

/**
 * Where the services' runnable jars are: built by Maven at {@code services/<module>/target/<module>.jar}.
 *
 * @param services the folder {@code services}
 */
public record Jars(Path services) {
    /** The ones that were built together with the code that runs here, be it a jar or Maven's classes folder. */
    public static Jars besideThisCode() {
        CodeSource source =
                Objects.requireNonNull(Jars.class.getProtectionDomain().getCodeSource());
        try {
            Path target =
                    Objects.requireNonNull(Path.of(source.getLocation().toURI()).getParent());
            return new Jars(target.resolve("../..").normalize());
        } catch (URISyntaxException notAFile) {
            throw new IllegalStateException(notAFile);
        }
    }

    /**
     * The jar of a service.
     *
     * @throws CannotStart when it has not been built
     */
    public Path of(String module) {
        Path jar = services.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new CannotStart(
                    "there is no " + jar + ": build it with ./mvnw -f services/pom.xml package -DskipTests");
        }
        return jar;
    }
}
