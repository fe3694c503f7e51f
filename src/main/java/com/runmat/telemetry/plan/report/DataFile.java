package com.runmat.telemetry.plan.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A table that lies beside the classes of this package. */
final class DataFile {
    private DataFile() {}

    static Map<?, ?> read(String name) {
        try (InputStream file = Objects.requireNonNull(DataFile.class.getResourceAsStream(name), name)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
