package com.runmat.telemetry.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The two lists of texts, in the order of their files. */
public final class Corpus {
    private Corpus() {}

    /** A value that a real client sends: the contract's field, as its enum names it, and the text. */
    public record RealValue(String field, String text) {
        @Override
        public String toString() {
            return field + " " + text;
        }
    }

    public static List<PrivateText> privateTexts() {
        return lines("private.txt")
                .map(line -> new PrivateText(line.replace('⏎', '\n')))
                .toList();
    }

    public static List<RealValue> realValues() {
        return lines("real.tsv")
                .map(line -> line.split("\t", 2))
                .map(parts -> new RealValue(parts[0], parts[1]))
                .toList();
    }

    private static Stream<String> lines(String name) {
        try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream("/corpus/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
