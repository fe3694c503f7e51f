package com.runmat.telemetry.infra.plan.picture;

import com.runmat.telemetry.infra.plan.picture.ComponentGraph.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the boxes stand: a column for each rank, left to right, and in a column from top to bottom as near as may be to
 * the height of what a box needs, so that lines cross seldom. Lengths are in pixels.
 *
 * @param boxes by the component's name
 */
record Layout(Map<String, Box> boxes, int width, int height) {
    private static final int MARGIN = 24;
    private static final int BOX_WIDTH = 218;
    private static final int COLUMN = BOX_WIDTH + 62;
    private static final int GAP = 26;
    private static final int TITLE = 36;
    private static final int LINE = 17;

    /** A component's place; the text lines are what it holds. */
    record Box(String name, List<String> lines, int x, int y, int height) {
        int width() {
            return BOX_WIDTH;
        }

        int middle() {
            return y + height / 2;
        }

        int right() {
            return x + BOX_WIDTH;
        }

        int lineAt(int position) {
            return y + TITLE + LINE * position + LINE / 2;
        }
    }

    static Layout of(ComponentGraph graph) {
        var boxes = new LinkedHashMap<String, Box>();
        var columns =
                graph.components().stream().mapToInt(Component::rank).max().orElse(0) + 1;
        var bottom = 0;
        for (var rank = 0; rank < columns; rank++) {
            var y = MARGIN;
            for (var component : column(graph, rank, boxes)) {
                var box = box(component, MARGIN + rank * COLUMN, y);
                boxes.put(component.name(), box);
                y += box.height() + GAP;
            }
            bottom = Math.max(bottom, y);
        }
        return new Layout(boxes, 2 * MARGIN + (columns - 1) * COLUMN + BOX_WIDTH, bottom - GAP + MARGIN);
    }

    private static List<Component> column(ComponentGraph graph, int rank, Map<String, Box> placed) {
        return graph.components().stream()
                .filter(component -> component.rank() == rank)
                .sorted(Comparator.comparingDouble(component -> height(graph, component, placed)))
                .toList();
    }

    private static double height(ComponentGraph graph, Component component, Map<String, Box> placed) {
        return graph.edges().inverse().get(component.name()).stream()
                .flatMap(need -> java.util.Optional.ofNullable(placed.get(need)).stream())
                .mapToInt(Box::middle)
                .average()
                .orElse(0);
    }

    private static Box box(Component component, int x, int y) {
        var lines = new ArrayList<String>();
        component.contents().forEach((kind, count) -> lines.add(count == 1 ? kind : count + " × " + kind));
        return new Box(component.name(), lines, x, y, TITLE + LINE * lines.size() + (lines.isEmpty() ? 0 : 8));
    }
}
