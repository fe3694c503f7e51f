package com.runmat.telemetry.plan.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.report.PlanDiff.Change;
import com.runmat.telemetry.plan.report.PlanDiff.Entry;
import java.util.List;
import java.util.Map;

/** The difference of two plans for a reader: + added, ~ changed and in what way, - removed. */
public final class DiffReport {
    private final Terminal terminal;
    private final StringBuilder text = new StringBuilder();

    private DiffReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * What changes from one plan to another.
     *
     * @param before the other revision's plan as JSON
     * @param revision how the reader called that revision
     */
    public static String text(String before, String revision, Plan after, Terminal terminal) {
        var old = JsonParser.parseString(before).getAsJsonObject();
        var current = JsonReport.of(after);
        var report = new DiffReport(terminal);
        report.line(terminal.bold("%s, stack %s".formatted(after.project(), after.stack())) + " against " + revision);
        report.line("");
        report.diff(PlanDiff.between(old, current));
        report.cost(old, current);
        return report.text.toString();
    }

    private void diff(PlanDiff diff) {
        diff.removed().forEach(entry -> line(terminal.removed("- " + entry.title())));
        diff.added().forEach(this::added);
        diff.changed().forEach(this::changed);
        if (!diff.isEmpty()) {
            line("");
        }
        line(
                diff.isEmpty()
                        ? "no difference"
                        : "%d added, %d changed, %d of these replaced, %d removed"
                                .formatted(
                                        diff.added().size(),
                                        diff.changed().size(),
                                        replaced(diff).size(),
                                        diff.removed().size()));
        replaced(diff).forEach(this::warn);
    }

    private static List<Entry> replaced(PlanDiff diff) {
        return diff.changed().stream()
                .filter(entry -> entry.effect().kind() == Effect.Kind.REPLACED)
                .toList();
    }

    private void warn(Entry entry) {
        entry.effect()
                .notice()
                .ifPresent(notice ->
                        line(terminal.removed("warning: " + entry.title() + " serves and is replaced: " + notice)));
    }

    private void added(Entry entry) {
        line(terminal.added("+ " + entry.title()));
        entry.changes().forEach((path, change) -> line("    " + path + ": " + PlanDiff.shortened(change.after())));
    }

    private void changed(Entry entry) {
        line(terminal.changed("~ " + entry.title()) + "  (" + entry.effect().described() + ")");
        entry.changes().entrySet().forEach(this::change);
    }

    private void change(Map.Entry<String, Change> change) {
        line("    %s: %s → %s"
                .formatted(
                        change.getKey(),
                        terminal.removed(PlanDiff.shortened(change.getValue().before())),
                        terminal.added(PlanDiff.shortened(change.getValue().after()))));
    }

    private void cost(JsonObject before, JsonObject after) {
        if (before.has("cost")) {
            line("monthly cost, estimated, without what is paid by use: $%.2f → $%.2f"
                    .formatted(monthly(before), monthly(after)));
        }
    }

    private static double monthly(JsonObject plan) {
        return plan.getAsJsonObject("cost").get("monthly").getAsDouble();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
