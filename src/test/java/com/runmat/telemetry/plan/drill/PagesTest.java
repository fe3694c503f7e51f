package com.runmat.telemetry.plan.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.Bootstraps;
import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That each bad day has its page, all pages one form, each drill's commands their page, and each alert its pages and the reverse. */
class PagesTest {
    private static final Path FOLDER = Path.of("docs/operate");

    private static final List<String> FORM = List.of(
            "What you see",
            "What clients lose meanwhile",
            "Decide",
            "Steps",
            "How to know",
            "What was lost",
            "The way back",
            "Last rehearsed");

    private static final Set<String> PAGES = Set.of(
            "back-end-key.md",
            "bad-release.md",
            "certificate-missing.md",
            "deployer-lost.md",
            "flood.md",
            "interrupted-up.md",
            "key-leaked.md",
            "owner-changed.md",
            "posthog-away.md",
            "project-lost.md",
            "region-lost.md",
            "state-lost.md");

    static Stream<String> pages() {
        return PAGES.stream().sorted();
    }

    static Stream<Drill> drills() {
        return Drills.all(StackSettingsReader.read(Path.of(""), "prod")).stream();
    }

    @Test
    void pages_areThese() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertEquals(
                    new TreeSet<>(PAGES),
                    new TreeSet<>(files.map(file -> file.getFileName().toString())
                            .filter(name -> !Set.of(
                                            "adopting.md",
                                            "alerts.md",
                                            "images.md",
                                            "runbook.md",
                                            "first-day.md",
                                            "pull-requests.md")
                                    .contains(name))
                            .filter(name -> name.endsWith(".md"))
                            .toList()));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_hasTheForm(String page) {
        assertEquals(FORM, found("(?m)^## (.*)$", text(page)));
        assertTrue(text(page).lines().count() < 90, "a page for a bad day is short");
    }

    /** A limit in minutes, hours or days, or the reason why there is none. */
    @ParameterizedTest
    @MethodSource("pages")
    void decide_saysUntilWhen(String page) {
        var decide = section(page, "Decide").replaceAll("\\s+", " ");
        assertTrue(
                Pattern.compile("\\b(\\d+ minutes|at once|an hour|a day|a week)\\b")
                        .matcher(decide)
                        .find(),
                decide);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void steps_areNumberedAndSayWhatIsPrinted(String page) {
        for (var section : List.of("Steps", "The way back")) {
            var numbers = found("(?m)^(\\d+)\\. ", section(page, section));
            for (int place = 0; place < numbers.size(); place++) {
                assertEquals(String.valueOf(place + 1), numbers.get(place), section);
            }
            found("(?m)^\\d+\\. (.*)$", section(page, section)).forEach(step -> assertTrue(step.contains(" → "), step));
        }
        assertTrue(section(page, "Steps").contains("\n1. "), "no step");
    }

    @ParameterizedTest
    @MethodSource("drills")
    void page_hasEachCommandOfItsDrillInItsOrder(Drill drill) {
        var page = text(drill.page());
        var lines = page.lines()
                .map(line -> line.replaceFirst(" {2,}# .*", "").strip())
                .toList();
        var place = 0;
        for (var step : drill.steps()) {
            if (step.kind() == Step.Kind.EVENT || step.kind() == Step.Kind.LOSS) {
                continue;
            }
            for (var command : step.commands()) {
                var rest = lines.subList(place, lines.size());
                assertTrue(rest.contains(command), drill.page() + " has no line, after those before: " + command);
                place += rest.indexOf(command) + 1;
            }
        }
        assertTrue(page.contains("./telemetry drill " + drill.name()), drill.name());
    }

    /** The order that must not be wrong. */
    @Test
    void projectLost_takesDsOffBeforeNameServersChange() {
        var steps = section("project-lost.md", "Steps");
        assertTrue(steps.indexOf("take the DS records off") < steps.indexOf("enter the new name servers"));
        assertTrue(steps.indexOf("enter the new name servers") < steps.indexOf("enter the DS records"));
    }

    @Test
    void alerts_pointAtPagesThatPointBack() {
        var rows = new TreeMap<String, Set<String>>();
        Pattern.compile("(?m)^\\| \\[([a-z-]+)]\\(#\\1\\) \\| (.*) \\|$")
                .matcher(text("alerts.md"))
                .results()
                .forEach(row -> rows.put(row.group(1), linksTo(row.group(2))));
        assertEquals(new TreeSet<>(found("(?m)^## (\\S+)$", text("alerts.md"))), rows.keySet(), "a row for each alert");
        rows.forEach((alert, pages) -> assertTrue(!pages.isEmpty(), alert + " has no page"));
        var back = new TreeMap<String, Set<String>>();
        pages().forEach(page -> found("\\(alerts\\.md#([a-z-]+)\\)", section(page, "What you see"))
                .forEach(alert ->
                        back.computeIfAbsent(alert, any -> new TreeSet<>()).add(page)));
        rows.values().forEach(pages -> pages.removeIf(page -> !PAGES.contains(page)));
        rows.values().removeIf(Set::isEmpty);
        assertEquals(rows, back);
    }

    /** A section for each alert that a stack has, and none for one that was taken out. */
    @Test
    void alerts_areThoseOfTheStacks() {
        var alerts = new TreeSet<String>();
        for (var plan : List.of(Preview.of(StackSettingsReader.read(Path.of(""), "prod")), Bootstraps.plan(Map.of()))) {
            plan.ofType("AlertPolicy").forEach(policy -> {
                alerts.add(policy.name());
                var leads = policy.property("documentation.content").orElse("").toString();
                assertTrue(leads.endsWith("Runbook: docs/operate/alerts.md#" + policy.name()), leads);
            });
        }
        assertEquals(alerts, new TreeSet<>(found("(?m)^## (\\S+)$", text("alerts.md"))));
    }

    /** Files and their headings, as GitHub names them. */
    @Test
    void links_leadSomewhere() throws IOException {
        try (var files = Files.list(FOLDER)) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".md")).toList()) {
                for (var link : found("\\]\\(([^)\\s]+)\\)", Files.readString(file))) {
                    assertTrue(leads(file, link), file + " → " + link);
                }
            }
        }
    }

    private static boolean leads(Path from, String link) throws IOException {
        var parts = Arrays.asList(link.split("#", 2));
        if (link.startsWith("http")) {
            return true;
        }
        var target = parts.get(0).isEmpty() ? from : from.resolveSibling(parts.get(0));
        return Files.exists(target)
                && (parts.size() == 1 || anchors(Files.readString(target)).contains(parts.get(1)));
    }

    private static Set<String> anchors(String text) {
        var anchors = new LinkedHashSet<String>();
        found("(?m)^#+ (.*)$", text)
                .forEach(heading -> anchors.add(heading.toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-')));
        return anchors;
    }

    private static Set<String> linksTo(String cell) {
        return new TreeSet<>(found("\\(([a-z-]+\\.md)[^)]*\\)", cell));
    }

    private static String section(String page, String heading) {
        var text = text(page);
        var begin = text.indexOf("\n## " + heading + "\n");
        assertTrue(begin >= 0, page + " has no " + heading);
        var end = text.indexOf("\n## ", begin + 1);
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    private static String text(String page) {
        try {
            return Files.readString(FOLDER.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
