package com.runmat.telemetry.plan.comment;

import com.runmat.telemetry.plan.comment.Row.Way;
import com.runmat.telemetry.plan.github.Markdown;
import com.runmat.telemetry.plan.report.PlanDiff;
import com.runmat.telemetry.plan.report.PlanDiff.Change;
import java.util.List;
import java.util.stream.Collectors;

/** Every property that differs, as a block that GitHub colours: - before, + after, ! what it belongs to. */
final class Difference {
    private Difference() {}

    static String block(List<Row> rows) {
        return Markdown.block("diff", rows.stream().map(Difference::row).collect(Collectors.joining()));
    }

    private static String row(Row row) {
        var sign = switch (row.way()) {
            case DELETED -> "- ";
            case ADDED -> "+ ";
            default -> "! ";
        };
        var title = sign + Markdown.visible(Markdown.shortened(row.entry().title())) + "\n";
        if (row.way() == Way.DELETED) {
            return title;
        }
        return title
                + row.entry().changes().entrySet().stream()
                        .filter(change -> row.way() != Way.ADDED || isTelling(change.getKey(), change.getValue()))
                        .map(change -> side(
                                        "-     ",
                                        change.getKey(),
                                        change.getValue().before())
                                + side(
                                        "+     ",
                                        change.getKey(),
                                        change.getValue().after()))
                        .collect(Collectors.joining());
    }

    /** Of a new resource's options its protection alone. */
    private static boolean isTelling(String path, Change change) {
        return !path.startsWith("options.")
                || (path.equals("options.protect") && change.after().equals("true"));
    }

    private static String side(String sign, String path, String value) {
        return value.equals(PlanDiff.ABSENT)
                ? ""
                : sign + Markdown.visible(PlanDiff.shortened(path) + ": " + PlanDiff.shortened(value)) + "\n";
    }
}
