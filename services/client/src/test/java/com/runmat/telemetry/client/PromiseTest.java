package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every sentence of the promise to users has its place on the users' page. The promise is {@code promise/telemetry-policy.txt}, as it
 * is published; {@code promise/places.txt} says beside each of its sentences what of the page keeps it.
 */
class PromiseTest {
    /** What the website puts around the promise. */
    private static final Set<String> FRAME = Set.of(
            "RunMat",
            "GitHub",
            "New to MATLAB?",
            "See the primer: What is MATLAB?",
            "The Language, The Runtime, and RunMat.");

    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^\\{\n.*?^\\}$");
    private static final Pattern LIST_MARK = Pattern.compile("^(•|[0-9]+\\.)\\s+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])\\s+(?=[A-Z])");

    private final String page = words(Files.readString(Path.of("../../docs/telemetry.md")));
    private final String promise = resource("telemetry-policy.txt");

    PromiseTest() throws IOException {}

    @Test
    void promise_everySentence_isListedOnce() throws IOException {
        List<String> sentences = new ArrayList<>(sentences());
        sentences.removeAll(FRAME);
        assertTrue(sentences.size() > 70, sentences::toString);
        assertEquals(
                String.join("\n", sentences),
                String.join("\n", places().stream().map(Map.Entry::getKey).toList()));
    }

    @Test
    void page_keepsEveryPlace() throws IOException {
        Set<String> gone = new TreeSet<>();
        for (Map.Entry<String, String> place : places()) {
            if (!page.contains(words(place.getValue()))) {
                gone.add(place.getValue() + "   <- " + place.getKey());
            }
        }
        assertEquals(Set.of(), gone, "docs/telemetry.md must say this, or places.txt name what says it now");
    }

    @Test
    void page_showsThePromisesExample() {
        assertEquals(1, EXAMPLE.matcher(promise).results().count());
        assertTrue(page.contains(words(example(promise))));
    }

    private List<String> sentences() {
        return promise.replace(example(promise), "")
                .lines()
                .map(line -> LIST_MARK.matcher(words(line)).replaceFirst(""))
                .flatMap(line -> Arrays.stream(SENTENCE_END.split(line, -1)))
                .filter(sentence -> !sentence.isBlank())
                .toList();
    }

    private static String example(String text) {
        return EXAMPLE.matcher(text)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }

    /** Each sentence of the promise with what keeps it, in the promise's order. */
    private static List<Map.Entry<String, String>> places() throws IOException {
        List<Map.Entry<String, String>> places = new ArrayList<>();
        List<String> lines = resource("places.txt").lines().skip(1).toList();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            assertTrue(lines.get(i).startsWith("> "), lines.get(i));
            places.add(Map.entry(lines.get(i).substring(2), lines.get(i + 1)));
        }
        return places;
    }

    /** With single blanks: the published text has some that do not break. */
    private static String words(String text) {
        return text.replaceAll("(?U)\\s+", " ").strip();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PromiseTest.class.getResourceAsStream("/promise/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
