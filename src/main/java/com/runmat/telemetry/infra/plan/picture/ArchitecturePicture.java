package com.runmat.telemetry.infra.plan.picture;

import com.runmat.telemetry.infra.plan.graph.Plan;
import com.runmat.telemetry.infra.plan.picture.Layout.Box;
import java.util.stream.Collectors;

/** The stack's components as an SVG picture, light or dark as the reader's page is. The same plan gives the same text. */
public final class ArchitecturePicture {
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
            <title>%3$s: components and what needs what</title>
            <style>
            svg { background: #ffffff; font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; }
            .box { fill: #f6f8fa; stroke: #8c959f; }
            .name { fill: #1f2328; font-weight: 600; font-size: 15px; }
            .what { fill: #59636e; }
            .edge { fill: none; stroke: #8c959f; stroke-width: 1.5; marker-end: url(#tip); }
            .tip { fill: #8c959f; }
            @media (prefers-color-scheme: dark) {
            svg { background: #0d1117; }
            .box { fill: #151b23; stroke: #656c76; }
            .name { fill: #f0f6fc; }
            .what { fill: #9198a1; }
            .edge { stroke: #656c76; }
            .tip { fill: #656c76; }
            }
            </style>
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
            <path class="tip" d="M0 0 L8 4 L0 8 z"/></marker></defs>
            """;

    private ArchitecturePicture() {}

    /** An arrow goes from what is built first to what needs it. */
    public static String svg(Plan plan) {
        var graph = ComponentGraph.of(plan);
        var layout = Layout.of(graph);
        var edges = graph.edges().entries().stream()
                .map(edge -> edge(layout, edge.getKey(), edge.getValue()))
                .sorted()
                .collect(Collectors.joining());
        var boxes =
                layout.boxes().values().stream().map(ArchitecturePicture::box).collect(Collectors.joining());
        return HEAD.formatted(layout.width(), layout.height(), escaped(plan.project())) + edges + boxes + "</svg>\n";
    }

    private static String edge(Layout layout, String from, String to) {
        var start = layout.boxes().get(from);
        var end = layout.boxes().get(to);
        return start == null || end == null ? "" : curve(start, end);
    }

    private static String curve(Box start, Box end) {
        var bend = Math.max(30, (end.x() - start.right()) / 2);
        return "<path class=\"edge\" d=\"M%d %d C%d %d %d %d %d %d\"/>\n"
                .formatted(
                        start.right(),
                        start.middle(),
                        start.right() + bend,
                        start.middle(),
                        end.x() - bend,
                        end.middle(),
                        end.x(),
                        end.middle());
    }

    private static String box(Box box) {
        var text = new StringBuilder("<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n"
                .formatted(box.x(), box.y(), box.width(), box.height()));
        text.append(text("name", box.x() + 14, box.y() + 23, box.name()));
        for (var position = 0; position < box.lines().size(); position++) {
            text.append(
                    text("what", box.x() + 14, box.lineAt(position), box.lines().get(position)));
        }
        return text.toString();
    }

    private static String text(String look, int x, int y, String words) {
        return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(look, x, y, escaped(words));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
