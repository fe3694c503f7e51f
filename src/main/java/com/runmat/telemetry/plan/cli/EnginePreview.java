package com.runmat.telemetry.plan.cli;

import com.google.gson.JsonArray;
import com.runmat.telemetry.plan.report.Digest;
import com.runmat.telemetry.plan.untrusted.Fields;
import com.runmat.telemetry.plan.untrusted.Refused;
import com.runmat.telemetry.plan.untrusted.UntrustedJson;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@code pulumi preview --json} or {@code pulumi refresh --preview-only --json} says that the engine would do.
 * Fields that are of no use here are passed over: nothing of them is shown.
 *
 * @param steps by URN; the CLI leaves out those that leave a resource as it is
 * @param summary how many resources by what would be done to them, those that stay included
 */
public record EnginePreview(List<Step> steps, SortedMap<String, Long> summary) {
    private static final int MOST_STEPS = 5_000;
    private static final int MOST_ROWS = 100;

    /**
     * The preview in a file.
     *
     * @throws Refused when it is none, or one that failed; the sentence says so
     */
    public static EnginePreview read(Path file) {
        return of(UntrustedJson.read(file));
    }

    static EnginePreview of(Fields fields) {
        for (var diagnostic : fields.objects("diagnostics", MOST_STEPS)) {
            if (diagnostic.textOrEmpty("severity", 100).equals("error")) {
                throw fields.refused("is of a preview that failed: see its diagnostics");
            }
        }
        if (!fields.has("changeSummary")) {
            throw fields.refused("has no field changeSummary; it must be what `pulumi preview --json` says");
        }
        return new EnginePreview(
                fields.objects("steps", MOST_STEPS).stream()
                        .map(Step::of)
                        .sorted(Comparator.comparing(Step::urn).thenComparing(Step::op))
                        .toList(),
                summary(fields.object("changeSummary")));
    }

    /** What stays comes last. */
    private static SortedMap<String, Long> summary(Fields fields) {
        var summary = new TreeMap<String, Long>(
                Comparator.comparing((String op) -> op.equals("same")).thenComparing(op -> op));
        fields.json().keySet().forEach(op -> summary.put(op, Math.round(fields.amount(op))));
        return summary;
    }

    /** What would change. */
    public List<Step> changes() {
        return steps.stream().filter(Step::changes).toList();
    }

    /**
     * The same for two previews that would do the same, in whatever order: what is done, to what, for which properties,
     * and what it is told. The value of a secret is not in a preview.
     */
    public String hash() {
        var content = new JsonArray();
        changes().forEach(step -> content.add(step.content()));
        return Digest.of(content);
    }

    /** {@code 2 update, 117 same}. */
    public String counts() {
        return summary.isEmpty()
                ? "nothing"
                : summary.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** A table of what would change; empty when nothing would. */
    public String table() {
        return table("", step -> "");
    }

    /**
     * The same beside a plan's difference.
     *
     * @param planned the URNs that differ between two plans
     */
    public String besides(Set<String> planned) {
        return table("in the plans", step -> planned.contains(step.urn()) ? "yes" : "**no**");
    }

    private String table(String head, Function<Step, String> last) {
        var changes = changes();
        if (changes.isEmpty()) {
            return "";
        }
        var more = changes.size() - MOST_ROWS;
        return "| resource | the engine would | for | %s |\n|---|---|---|---|\n".formatted(head)
                + changes.stream()
                        .limit(MOST_ROWS)
                        .map(step -> step.row(last.apply(step)))
                        .collect(Collectors.joining())
                + (more > 0 ? "\nand %d more\n".formatted(more) : "");
    }
}
