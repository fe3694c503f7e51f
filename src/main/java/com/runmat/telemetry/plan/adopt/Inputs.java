package com.runmat.telemetry.plan.adopt;

import com.google.gson.Gson;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a resource is told, as texts for an id. */
final class Inputs {
    private static final Pattern HOLE = Pattern.compile("\\{([^{}]+)}");

    private final Plan plan;
    private final PlannedResource resource;

    Inputs(Plan plan, PlannedResource resource) {
        this.plan = plan;
        this.resource = resource;
    }

    /** The region of a resource that stands in one; else an empty text. */
    String location() {
        return text("location").orElse("");
    }

    /** The input at a path; what is JSON in a text is read as such, and the project is the stack's unless it has one. */
    Optional<String> text(String path) {
        return json(path)
                .or(() -> resource.property(path))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .or(() -> path.equals("project") ? project() : read(path));
    }

    private Optional<Object> json(String path) {
        var dot = path.indexOf('.');
        return Optional.of(path.substring(0, Math.max(0, dot)))
                .flatMap(resource::property)
                .filter(text -> text instanceof String json && json.startsWith("{"))
                .map(text -> new Gson().fromJson((String) text, Map.class).get(path.substring(dot + 1)));
    }

    /** What the input will be, by whose output it is. */
    private Optional<String> read(String input) {
        return resource.propertyDependencies().getOrDefault(input, List.of()).stream()
                .map(plan.byUrn()::get)
                .flatMap(source -> IdTable.read(source.type(), input).stream()
                        .map(form -> new Inputs(plan, source).fill(form, Map.of())))
                .findFirst();
    }

    private Optional<String> project() {
        return plan.resources().stream()
                .filter(PlannedResource::isProvider)
                .flatMap(provider -> provider.property("project").stream())
                .map(String::valueOf)
                .findFirst();
    }

    /**
     * The form with its braces filled.
     *
     * @throws Unfilled when an input is not known before the cloud is asked
     */
    String fill(String form, Map<String, String> more) {
        return HOLE.matcher(form).replaceAll(hole -> {
            var name = hole.group(1);
            var value = Optional.ofNullable(more.get(name)).or(() -> text(name));
            return Matcher.quoteReplacement(value.orElseThrow(() -> new Unfilled(name)));
        });
    }

    /** An input that is no known text. */
    static final class Unfilled extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfilled(String input) {
            super("its id holds the input " + input + ", which is not known in advance");
        }
    }
}
