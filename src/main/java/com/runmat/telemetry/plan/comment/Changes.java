package com.runmat.telemetry.plan.comment;

import com.runmat.telemetry.plan.comment.Row.Way;
import com.runmat.telemetry.plan.github.Markdown;
import com.runmat.telemetry.plan.report.PlanDiff;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that differs between two plans.
 *
 * @param rows the dangerous first
 * @param warnings what the program warns of and did not before
 * @param cost whether it costs something else
 */
record Changes(List<Row> rows, List<String> warnings, boolean cost) {
    private static final int MOST_ROWS = 15;
    private static final int MOST_WARNED = 10;
    private static final String HEAD = "| resource | what happens to it | why it matters |\n|---|---|---|\n";

    static Changes between(PlanFile before, PlanFile after) {
        var diff = PlanDiff.between(before.json(), after.json());
        var rows = Stream.of(
                        diff.removed().stream().map(Row::removed),
                        diff.changed().stream().map(Row::changed),
                        diff.added().stream().map(Row::added))
                .flatMap(all -> all)
                .sorted(Comparator.comparingInt(Row::rank)
                        .thenComparing(Row::way)
                        .thenComparing(row -> row.entry().title()))
                .toList();
        var warnings = after.plan().warnings().stream()
                .filter(warning -> !before.plan().warnings().contains(warning))
                .toList();
        return new Changes(rows, warnings, !before.cost().sameAs(after.cost()));
    }

    boolean isEmpty() {
        return rows.isEmpty() && warnings.isEmpty() && !cost;
    }

    /** Of the resources that differ. */
    Set<String> urns() {
        return rows.stream().map(row -> row.entry().key()).collect(Collectors.toSet());
    }

    Label label() {
        return rows.stream()
                .map(Row::label)
                .max(Comparator.naturalOrder())
                .orElse(isEmpty() ? Label.NONE : Label.CHANGE);
    }

    /** What decides, in one line: {@code 2 replaced, 3 changed, 1 added}. */
    String counts() {
        var counts = Stream.of(
                        count("deleted", row -> row.way() == Way.DELETED),
                        count("replaced", row -> row.way() == Way.REPLACED),
                        count("unprotected", Row::isUnprotected),
                        count("changed", row -> row.way() == Way.UPDATED || row.way() == Way.UNKNOWN),
                        count("added", row -> row.way() == Way.ADDED))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "nothing changes in the cloud" : counts;
    }

    private String count(String what, Predicate<Row> rows) {
        var count = this.rows.stream().filter(rows).count();
        return count == 0 ? "" : count + " " + what;
    }

    /** What hurts, with what clients notice and for how long; empty when nothing does. */
    String caution() {
        var hurting =
                rows.stream().filter(row -> row.hurts() || row.isUnprotected()).toList();
        if (hurting.isEmpty()) {
            return "";
        }
        var lines = hurting.stream()
                .limit(MOST_WARNED)
                .map(row -> "> - %s %s. %s\n".formatted(row.title(), row.what(), sentence(row)))
                .collect(Collectors.joining());
        var more = hurting.size() - MOST_WARNED;
        return "> [!CAUTION]\n> Clients may notice this, or it may be lost from now on:\n"
                + lines
                + (more > 0 ? "> - and %d more\n".formatted(more) : "");
    }

    private static String sentence(Row row) {
        return row.hurts() ? "Clients notice " + row.consequence() + "." : "From now on " + row.why() + ".";
    }

    /** The first rows; empty when there is none. */
    String table() {
        return rows.isEmpty() ? "" : table(rows.stream().limit(MOST_ROWS));
    }

    /** The other rows; empty when all stand in the table. */
    String rest() {
        return rows.size() <= MOST_ROWS ? "" : table(rows.stream().skip(MOST_ROWS));
    }

    int restSize() {
        return Math.max(0, rows.size() - MOST_ROWS);
    }

    private static String table(Stream<Row> rows) {
        return HEAD
                + rows.map(row -> "| %s | %s | %s |\n"
                                .formatted(Markdown.cell(row.title()), Markdown.cell(row.what()), row.why()))
                        .collect(Collectors.joining());
    }

    /** What the program warns of now, a line each; empty when there is nothing new. */
    String warned() {
        return warnings.stream()
                .limit(MOST_WARNED)
                .map(warning -> "- the program warns: %s\n".formatted(Markdown.code(PlanDiff.shortened(warning))))
                .collect(Collectors.joining());
    }
}
