package com.runmat.telemetry.plan.picture;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.picture.ComponentGraph.Box;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The stack's components as a Mermaid flowchart, which GitHub draws in documents and comments. The same plan gives the same text. */
public final class MermaidPicture {
    /** Everything but letters, digits and what stands in the names of types and components. */
    private static final Pattern MEANT = Pattern.compile("[^\\p{L}\\p{N} ._:/()×-]");

    private final StringBuilder text = new StringBuilder("flowchart TD\n");

    private MermaidPicture() {}

    /** An arrow goes from what is built first to what needs it. */
    public static String of(Plan plan) {
        var graph = ComponentGraph.of(plan);
        var picture = new MermaidPicture();
        graph.houses().forEach(house -> picture.house(graph, house));
        graph.edges().entries().stream()
                .map(edge -> "    %s --> %s\n".formatted(id(edge.getKey()), id(edge.getValue())))
                .sorted()
                .forEach(picture.text::append);
        return picture.text.toString();
    }

    /** The boxes that stand in one component, or in none. */
    private void house(ComponentGraph graph, String house) {
        var open = house.isEmpty() ? "" : "    subgraph %s[\"%s\"]\n".formatted(id(house), escaped(house));
        text.append(open);
        graph.boxes().stream().filter(box -> box.house().equals(house)).forEach(this::box);
        text.append(open.isEmpty() ? "" : "    end\n");
    }

    private void box(Box box) {
        var contents = box.contents().entrySet().stream()
                .map(kind -> "<br>" + (kind.getValue() == 1 ? "" : kind.getValue() + " × ") + escaped(kind.getKey()))
                .collect(Collectors.joining());
        text.append("    %s[\"<b>%s</b>%s\"]\n".formatted(id(box.name()), escaped(box.name()), contents));
    }

    /** Letters and digits; some words of Mermaid's own, such as {@code end}, would break a chart as an id. */
    private static String id(String name) {
        return "c_" + name.replaceAll("[^A-Za-z0-9]", "_");
    }

    /** Text that ends no label, is neither a directive of Mermaid nor markup, and stays one line. */
    private static String escaped(String text) {
        return MEANT.matcher(text).replaceAll(found -> "#" + found.group().codePointAt(0) + ";");
    }
}
