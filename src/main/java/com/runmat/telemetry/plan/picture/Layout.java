package com.runmat.telemetry.plan.picture;

import com.runmat.telemetry.plan.picture.ComponentGraph.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where everything stands: a row for each rank, top to bottom, and in a row as near as may be below what a box needs, so
 * that lines cross seldom. A line that skips a row gets a lane of its own there, between the boxes. Lengths are in
 * pixels; x is 0 in the middle of the picture.
 *
 * @param places boxes by the component's name, and lanes by a name of their own
 */
record Layout(Map<String, Place> places, int width, int height) {
    private static final int MARGIN = 24;
    private static final int BOX = 236;
    private static final int LANE = 4;
    private static final int GAP = 30;
    private static final int BETWEEN_ROWS = 46;
    private static final int TITLE = 36;
    private static final int LINE = 17;

    /** A box with its lines of text, or a lane, which has none. */
    record Place(String name, List<String> lines, int x, int y, int width, int height) {
        int middle() {
            return x + width / 2;
        }

        int bottom() {
            return y + height;
        }

        int lineAt(int position) {
            return y + TITLE + LINE * position + LINE / 2;
        }

        boolean isLane() {
            return width == LANE;
        }
    }

    /**
     * What a row holds, before its place is known.
     *
     * @param from the names of the boxes or lanes in the row above from which lines come
     */
    private record Item(String name, List<String> lines, int width, int height, List<String> from) {}

    static Layout of(ComponentGraph graph) {
        var places = new LinkedHashMap<String, Place>();
        var rows = graph.components().stream().mapToInt(Box::rank).max().orElse(0) + 1;
        var widest = 0;
        var y = MARGIN;
        for (var rank = 0; rank < rows; rank++) {
            var row = row(graph, rank, places);
            var width = row.stream().mapToInt(item -> item.width() + GAP).sum() - GAP;
            var height = row.stream().mapToInt(Item::height).max().orElse(0);
            place(row, -width / 2, y, height, places);
            widest = Math.max(widest, width);
            y += height + BETWEEN_ROWS;
        }
        return new Layout(places, widest + 2 * MARGIN, y - BETWEEN_ROWS + MARGIN);
    }

    /** A lane is as high as its row. */
    private static void place(List<Item> row, int left, int y, int rowHeight, Map<String, Place> places) {
        var x = left;
        for (var item : row) {
            var height = item.width() == LANE ? rowHeight : item.height();
            places.put(item.name(), new Place(item.name(), item.lines(), x, y, item.width(), height));
            x += item.width() + GAP;
        }
    }

    /** The places that a line goes through, from box to box. */
    List<Place> route(ComponentGraph graph, String from, String to) {
        var lanes = IntStream.range(graph.rank(from) + 1, graph.rank(to)).mapToObj(rank -> lane(from, to, rank));
        return Stream.of(Stream.of(from), lanes, Stream.of(to))
                .flatMap(names -> names)
                .flatMap(name -> Stream.ofNullable(places.get(name)))
                .toList();
    }

    private static String lane(String from, String to, int rank) {
        return from + ">" + to + ">" + rank;
    }

    private static List<Item> row(ComponentGraph graph, int rank, Map<String, Place> placed) {
        var boxes = graph.components().stream()
                .filter(component -> component.rank() == rank)
                .map(component -> box(graph, component));
        var lanes = graph.edges().entries().stream()
                .filter(edge -> graph.rank(edge.getKey()) < rank && rank < graph.rank(edge.getValue()))
                .map(edge -> lane(graph, edge.getKey(), edge.getValue(), rank));
        return Stream.concat(boxes, lanes)
                .sorted(Comparator.<Item>comparingDouble(item -> meanMiddle(item.from(), placed))
                        .thenComparing(Item::name))
                .toList();
    }

    private static double meanMiddle(List<String> names, Map<String, Place> placed) {
        return names.stream()
                .flatMap(name -> Stream.ofNullable(placed.get(name)))
                .mapToInt(Place::middle)
                .average()
                .orElse(0);
    }

    private static Item lane(ComponentGraph graph, String from, String to, int rank) {
        var above = rank == graph.rank(from) + 1 ? from : lane(from, to, rank - 1);
        return new Item(lane(from, to, rank), List.of(), LANE, 0, List.of(above));
    }

    private static Item box(ComponentGraph graph, Box component) {
        var lines = new ArrayList<String>();
        component.contents().forEach((kind, count) -> lines.add(count == 1 ? kind : count + " × " + kind));
        var height = TITLE + LINE * lines.size() + (lines.isEmpty() ? 0 : 8);
        var above = component.rank() - 1;
        var from = graph.edges().inverse().get(component.name()).stream()
                .map(need -> graph.rank(need) == above ? need : lane(need, component.name(), above))
                .toList();
        return new Item(component.name(), lines, BOX, height, from);
    }
}
