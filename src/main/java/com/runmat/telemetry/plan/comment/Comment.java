package com.runmat.telemetry.plan.comment;

import com.runmat.telemetry.plan.cli.EnginePreview;
import com.runmat.telemetry.plan.github.Markdown;
import com.runmat.telemetry.plan.github.Marker;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.picture.MermaidPicture;
import com.runmat.telemetry.plan.report.Digest;
import java.util.List;
import java.util.Optional;

/**
 * The comment on a pull request, in GitHub's Markdown.
 *
 * @param marker the first line, which no reader sees and by which the comment is found again
 * @param text all of it, the marker included
 * @param label what the pull request is labelled with; {@link Label#NONE} when there is nothing to comment on
 */
public record Comment(String marker, String text, Label label) {
    /** Mermaid draws no more characters, nor more arrows. */
    private static final int LONGEST_PICTURE = 20_000;

    private static final int MOST_ARROWS = 200;

    /** Components and their properties together, each of which is looked for in every resource; prod has some 60. */
    private static final int MOST_IN_COMPONENTS = 500;

    /** What a pull request changes, from the plan of what it is based on to the plan with it. */
    static Comment between(PlanFile before, PlanFile after) {
        return between(before, after, Optional.empty());
    }

    /**
     * The same, and beside it what Pulumi's own engine says.
     *
     * @param engine its preview, where there is one
     */
    static Comment between(PlanFile before, PlanFile after, Optional<EnginePreview> engine) {
        var changes = Changes.between(before, after);
        var stack = after.plan().stack();
        var marker = Marker.of("plan", stack);
        var same = changes.isEmpty()
                && engine.map(EnginePreview::changes).map(List::isEmpty).orElse(true);
        var text = same
                ? "%s\n### %s: no change\n\n%s\n".formatted(marker, stack, origin(before, after))
                : text(marker, before, after, changes, engine);
        return new Comment(marker, text, same || !changes.isEmpty() ? changes.label() : Label.CHANGE);
    }

    private static String text(
            String marker, PlanFile before, PlanFile after, Changes changes, Optional<EnginePreview> engine) {
        return new Body("`./telemetry plan %s --diff <base>` shows all."
                        .formatted(after.plan().stack()))
                .with(marker)
                .with("### %s: %s · %s\n"
                        .formatted(after.plan().stack(), changes.counts(), Cost.line(before.cost(), after.cost())))
                .with(changes.caution())
                .with(changes.warned())
                .with(changes.table())
                .with(engine.map(Comment::said).orElse(""))
                .folded("%d more".formatted(changes.restSize()), changes.rest())
                .folded(
                        "What the engine would do",
                        engine.map(preview -> preview.besides(changes.urns())).orElse(""))
                .folded("Every property that differs", changes.rows().isEmpty() ? "" : Difference.block(changes.rows()))
                .folded("Cost", Cost.table(before.cost(), after.cost()))
                .folded("Picture", picture(before.plan(), after.plan()))
                .end(origin(before, after));
    }

    private static String said(EnginePreview preview) {
        return "Pulumi's own engine, on the deployed state with every secret blanked: %s.\n"
                .formatted(Markdown.code(preview.counts()));
    }

    /** One picture, or two where it changes; none that Mermaid would refuse, or that would take long to make. */
    private static String picture(Plan before, Plan after) {
        if (isLarge(before) || isLarge(after)) {
            return "";
        }
        var old = MermaidPicture.of(before);
        var current = MermaidPicture.of(after);
        if (!isDrawn(old) || !isDrawn(current)) {
            return "";
        }
        return old.equals(current)
                ? Markdown.block("mermaid", current)
                : "Before:\n\n%s\nAfter:\n\n%s"
                        .formatted(Markdown.block("mermaid", old), Markdown.block("mermaid", current));
    }

    private static boolean isLarge(Plan plan) {
        return plan.resources().stream()
                        .filter(resource -> !resource.custom())
                        .mapToInt(component -> 1 + component.properties().size())
                        .sum()
                > MOST_IN_COMPONENTS;
    }

    private static boolean isDrawn(String picture) {
        return picture.length() <= LONGEST_PICTURE
                && picture.lines().filter(line -> line.contains("-->")).count() <= MOST_ARROWS;
    }

    private static String origin(PlanFile before, PlanFile after) {
        return "<sub>From the plans of both revisions, `%s` → `%s`, made without credentials by the code of each. What only the cloud knows is not in them.</sub>"
                .formatted(Digest.of(before.json()), Digest.of(after.json()));
    }
}
