package com.runmat.telemetry.plan.picture;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.picture.Layout.Place;
import java.util.List;
import java.util.stream.Collectors;

/** The stack's components as an SVG picture, light or dark as the reader's page is. The same plan gives the same text. */
public final class ArchitecturePicture {
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="%4$d 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
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
                .map(edge -> line(layout.route(graph, edge.getKey(), edge.getValue())))
                .sorted()
                .collect(Collectors.joining());
        var boxes = layout.places().values().stream()
                .filter(place -> !place.isLane())
                .map(ArchitecturePicture::box)
                .collect(Collectors.joining());
        return HEAD.formatted(layout.width(), layout.height(), escaped(plan.project()), -layout.width() / 2) + edges
                + boxes + "</svg>\n";
    }

    /** Curves between the rows, straight through the lanes. */
    private static String line(List<Place> route) {
        var start = route.get(0);
        var path = new StringBuilder("M%d %d".formatted(start.middle(), start.bottom()));
        for (var stop : route.subList(1, route.size())) {
            var bend = (stop.y() - start.bottom()) / 2;
            var across = stop.middle() - start.middle();
            path.append(" c0 %d %d %d %d %d".formatted(bend, across, bend, across, stop.y() - start.bottom()));
            path.append(stop.isLane() ? " v" + stop.height() : "");
            start = stop;
        }
        return "<path class=\"edge\" d=\"%s\"/>\n".formatted(path);
    }

    private static String box(Place box) {
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
