package com.runmat.telemetry.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The corpus of configuration files. A file's folder is the verdict: what all three readers make of it. Huge ones are made here.
 */
public final class Configurations {
    private static final Path FOLDER = Path.of("src/test/resources/configurations");
    private static final int HUGE = 1 << 20;

    private Configurations() {}

    /**
     * One file.
     *
     * @param name its folder and name
     * @param content a character for each byte
     */
    public record Configuration(String name, String content) {
        public byte[] bytes() {
            return content.getBytes(StandardCharsets.ISO_8859_1);
        }

        public boolean on() {
            return name.startsWith("on/");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them, in the order of their names. */
    public static List<Configuration> all() {
        List<Configuration> all = new ArrayList<>(committed());
        String comments = "# a long comment, and many of them\n".repeat(20_000);
        all.add(new Configuration("off/huge-with-opt-out-at-end", comments + "telemetry.enabled = false\n"));
        all.add(new Configuration("on/huge-with-a-yes-at-end", comments + "telemetry.enabled = true\n"));
        all.add(new Configuration(
                "on/huge-of-one-line", "x = '" + "a".repeat(50_000) + "'\n[telemetry]\nenabled = true\n"));
        all.add(new Configuration(
                "on/huge-array", "x = [\n" + "  1, 'b',\n".repeat(2_000) + "]\ntelemetry.enabled = true\n"));
        all.add(new Configuration(
                "off/huge-nesting", "x = " + "[".repeat(5_000) + "]".repeat(5_000) + "\ntelemetry.enabled = true\n"));
        all.add(new Configuration("off/larger-than-is-read", "#".repeat(HUGE) + "\ntelemetry.enabled = true\n"));
        all.add(new Configuration("off/larger-than-is-read-unsaid", "#".repeat(HUGE + 1)));
        return all;
    }

    private static List<Configuration> committed() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".toml"))
                    .sorted()
                    .map(Configurations::read)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Configuration read(Path file) {
        try {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            return new Configuration(FOLDER.relativize(file).toString(), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
