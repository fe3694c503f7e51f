package com.runmat.telemetry.infra.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.runmat.telemetry.infra.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert against series that must fire it and series that must not, by Prometheus' own engine. */
class AlertRulesTest {
    /** One file of promtool's for each alert, by its name. */
    private static final Path CASES = Path.of("src/test/resources/alerts");

    @TempDir
    private Path folder;

    static List<Alert> alerts() {
        return new Alerts(3, List.of("us-central1", "us-east4")).all();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void query_overTheSeriesOfItsFile_firesAndStaysSilentAsWritten(Alert alert) throws IOException {
        Tool.require("Alerts cannot be tried here", "promtool:prometheus");
        Files.writeString(folder.resolve("rules.json"), rules(alert));
        Path cases = Files.writeString(folder.resolve("cases.yml"), cases(alert));
        String said = Tool.run("promtool", "test", "rules", cases.toString());
        assertTrue(said.contains("SUCCESS"), said);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void cases_haveOneThatFires_oneThatDoesNot_andOneWithoutTheMetric(Alert alert) throws IOException {
        String cases = cases(alert);
        assertTrue(cases.contains("exp_labels:"), "none fires");
        assertTrue(cases.contains("exp_alerts: []"), "all fire");
        assertTrue(cases.contains("input_series: []") || cases.contains("name: the group is gone"), "no absent metric");
        assertEquals(
                Set.of(alert.name()),
                found("alertname: (\\S+)", cases).collect(Collectors.toSet()),
                "cases of another alert");
    }

    @Test
    void cases_areOfTheAlertsThatThereAre() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            assertEquals(
                    names(),
                    files.map(file -> file.getFileName().toString().replace(".yml", ""))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** Whoever is woken finds the section that the alert names; {@code PagesTest} looks that no section is of an alert that is no more. */
    @Test
    void runbook_hasASectionForEachAlert() throws IOException {
        String runbook = Files.readString(Path.of(Alert.RUNBOOK));
        for (Alert alert : alerts()) {
            assertTrue(alert.documentation().endsWith(Alert.RUNBOOK + "#" + alert.name()), alert.name());
            assertTrue(runbook.contains("\n## " + alert.name() + "\n\n" + alert.title() + "."), alert.title());
        }
    }

    /** JSON is YAML as well. */
    private static String rules(Alert alert) {
        var rule = Map.of("alert", alert.name(), "expr", alert.query(), "for", alert.seconds() + "s");
        return new Gson().toJson(Map.of("groups", List.of(Map.of("name", "telemetry", "rules", List.of(rule)))));
    }

    private static String cases(Alert alert) throws IOException {
        return Files.readString(CASES.resolve(alert.name() + ".yml"));
    }

    private static Set<String> names() {
        return alerts().stream().map(Alert::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
    }
}
