package com.runmat.telemetry.plan.drill;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rehearsed drill as text: each step with its commands, what it does, and which promises it keeps. */
final class DrillReport {
    /** More are told as counts. */
    private static final int MOST_ACTS = 40;

    private DrillReport() {}

    static String text(Drill drill, List<Rehearsal.Result> results) {
        var lines = Stream.<String>builder();
        lines.add("%s: %s (docs/operate/%s)".formatted(drill.name(), drill.what(), drill.page()));
        for (int place = 0; place < results.size(); place++) {
            lines.add("%3d. %s".formatted(place + 1, results.get(place).step().says()));
            step(results.get(place)).map(line -> "     " + line).forEach(lines::add);
        }
        return lines.build().collect(Collectors.joining("\n", "", "\n"));
    }

    private static Stream<String> step(Rehearsal.Result result) {
        return Stream.of(
                        commands(result.step()),
                        result.update().stream().flatMap(DrillReport::acts),
                        result.findings().stream().flatMap(DrillReport::finding))
                .flatMap(lines -> lines);
    }

    private static Stream<String> commands(Step step) {
        return switch (step.kind()) {
            case EVENT, LOSS, BY_HAND -> Stream.empty();
            case SETTINGS, UPDATE, IMPORT, LOOK -> step.commands().stream().map(command -> "$ " + command);
        };
    }

    private static Stream<String> acts(Update.Done update) {
        var acts = update.acts();
        if (acts.isEmpty()) {
            return Stream.of("  nothing to do");
        }
        return acts.size() > MOST_ACTS ? counts(acts) : acts.stream().map(act -> "  " + act.described());
    }

    private static Stream<String> counts(List<Act> acts) {
        Map<String, Long> counts = acts.stream()
                .collect(Collectors.groupingBy(
                        act -> act.kind().name().toLowerCase(Locale.ROOT), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream().map(count -> "  " + count.getKey() + " " + count.getValue());
    }

    private static Stream<String> finding(Rehearsal.Finding finding) {
        return finding.broken().isEmpty()
                ? Stream.of("kept: " + finding.promise().says())
                : Stream.concat(
                        Stream.of("BROKEN: " + finding.promise().says()),
                        finding.broken().stream().map(broken -> "  " + broken));
    }
}
