package com.runmat.telemetry.plan.report;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The plan for a reader at a terminal: the tree, counts by kind, outputs, and what it costs. */
public final class TreeReport {
    private static final int WIDTH = 100;

    private final Plan plan;
    private final Terminal terminal;
    private final Highlights highlights = new Highlights();
    private final StringBuilder text = new StringBuilder();

    private TreeReport(Plan plan, Terminal terminal) {
        this.plan = plan;
        this.terminal = terminal;
    }

    public static String text(Plan plan, Terminal terminal) {
        var report = new TreeReport(plan, terminal);
        report.title();
        plan.resources().stream().filter(PlannedResource::isStack).forEach(stack -> report.branch(stack, ""));
        report.counts();
        report.outputs();
        report.said("The program says", plan.messages());
        report.said("Made-up values stand for these settings, which are encrypted or not set", plan.placeholders());
        report.cost();
        report.warnings();
        return report.text.toString();
    }

    private void title() {
        var components = plan.resources().stream()
                .filter(r -> !r.custom() && !r.isStack())
                .count();
        line(terminal.bold("%s, stack %s".formatted(plan.project(), plan.stack()))
                + ": %d cloud resources in %d components"
                        .formatted(plan.cloudResources().size(), components));
        line("");
    }

    private void branch(PlannedResource parent, String indent) {
        var children = plan.childrenOf(parent);
        var kindWidth = width(children.stream().map(PlannedResource::kind).toList());
        var nameWidth = width(children.stream().map(PlannedResource::name).toList());
        for (var child : children) {
            var last = child.equals(children.get(children.size() - 1));
            line(terminal.faint(indent + (last ? "└─ " : "├─ ")) + described(child, kindWidth, nameWidth));
            branch(child, indent + (last ? "   " : "│  "));
        }
    }

    private String described(PlannedResource resource, int kindWidth, int nameWidth) {
        if (!resource.custom()) {
            return (terminal.bold(resource.name()) + "  " + terminal.faint(highlights.of(resource))).stripTrailing();
        }
        var names = "%s  %s  ".formatted(padded(resource.kind(), kindWidth), padded(resource.name(), nameWidth));
        return (names + flags(resource) + terminal.faint(highlights.of(resource))).stripTrailing();
    }

    private String flags(PlannedResource resource) {
        var flags = new ArrayList<String>();
        var options = resource.options();
        if (options.protect()) {
            flags.add("protected");
        }
        if (options.retainOnDelete()) {
            flags.add("kept on delete");
        }
        if (options.deleteBeforeReplace()) {
            flags.add("deleted before replaced");
        }
        if (!options.importId().isEmpty()) {
            flags.add("imported");
        }
        return flags.isEmpty() ? "" : terminal.changed("[" + String.join(", ", flags) + "]") + "  ";
    }

    private void counts() {
        heading("Resources by kind");
        var cells = KindCounts.of(plan).entrySet().stream()
                .map(entry -> "%4d %s".formatted(entry.getValue(), entry.getKey()))
                .toList();
        var cellWidth = width(cells) + 2;
        var perLine = Math.max(1, WIDTH / cellWidth);
        for (var start = 0; start < cells.size(); start += perLine) {
            var row = cells.subList(start, Math.min(cells.size(), start + perLine));
            line(row.stream()
                    .map(cell -> padded(cell, cellWidth))
                    .collect(Collectors.joining())
                    .stripTrailing());
        }
    }

    private void outputs() {
        if (plan.outputs().isEmpty()) {
            return;
        }
        heading("Outputs");
        var nameWidth = width(List.copyOf(plan.outputs().keySet()));
        plan.outputs()
                .forEach((name, value) -> line("  " + padded(name, nameWidth) + "  "
                        + (value instanceof Unknown ? terminal.faint(Unknown.SHOWN) : Highlights.compact(value))));
    }

    private void said(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            heading(heading);
            lines.forEach(line -> line("  " + line));
        }
    }

    private void cost() {
        var estimate = CostEstimate.of(plan, PriceTable.standard());
        heading("Monthly cost, estimated (list prices of %s in %s)".formatted(estimate.asOf(), estimate.region()));
        estimate.lines()
                .forEach(cost -> line("  %9s  %s".formatted("$%.2f".formatted(cost.monthly()), cost.described())));
        line(terminal.bold("  %9s  and what is paid by use:".formatted("$%.2f".formatted(estimate.monthly()))));
        estimate.byUse().forEach(use -> line("  %9s  %s: %s".formatted("", use.item(), use.price())));
    }

    /** Last, where a reader's eye rests when the command ends. */
    private void warnings() {
        if (!plan.warnings().isEmpty()) {
            line("");
            line(terminal.changed("Warnings"));
            plan.warnings().forEach(warning -> line("  " + warning));
        }
    }

    private void heading(String heading) {
        line("");
        line(terminal.bold(heading));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
