package com.runmat.telemetry.plan.adopt;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * Each cloud resource of a plan, with the id that the provider imports it by or the reason why it is left out.
 *
 * @param resources in the plan's order
 */
public record Adoption(Plan plan, List<Entry> resources) {
    private static final String NOT_THERE = "it is not there: `pulumi up` makes it";
    private static final String ASK = "only Google knows its id: --look-up asks for it";

    /** A resource with either an id or a reason. */
    public record Entry(PlannedResource resource, Optional<String> id, String reason) {}

    /** With every id that follows from names; nobody is asked. */
    public static Adoption assumed(Plan plan) {
        return of(plan, Existing.ASSUMED, resource -> true, done -> {});
    }

    /**
     * Finds every id.
     *
     * @param wanted which resources are meant
     * @param progress told how many are done; from several threads
     */
    static Adoption of(Plan plan, Existing existing, Predicate<PlannedResource> wanted, IntConsumer progress) {
        var done = new AtomicInteger();
        var wantedOnes = plan.cloudResources().stream().filter(wanted).toList();
        // each may ask Google: in parallel, in the plan's order all the same
        var entries = wantedOnes.parallelStream()
                .map(resource -> {
                    var entry = entry(plan, resource, existing);
                    progress.accept(done.incrementAndGet());
                    return entry;
                })
                .toList();
        return new Adoption(plan, entries);
    }

    /** Those that have an id. */
    public List<Entry> adopted() {
        return resources.stream().filter(entry -> entry.id().isPresent()).toList();
    }

    /** Those that have a reason. */
    public List<Entry> left() {
        return resources.stream().filter(entry -> entry.id().isEmpty()).toList();
    }

    /** What is imported when all of it is there: those that have an id, and those that Google is asked for. */
    public List<PlannedResource> imported() {
        return resources.stream()
                .filter(entry -> entry.id().isPresent() || entry.reason().equals(ASK))
                .map(Entry::resource)
                .toList();
    }

    private static Entry entry(Plan plan, PlannedResource resource, Existing existing) {
        try {
            var form = IdTable.form(resource.type());
            return form.isEmpty()
                    ? left(resource, "its type is in no table of ids: add it to ids.yaml")
                    : entry(plan, resource, form.get(), existing);
        } catch (Inputs.Unfilled e) {
            return left(resource, String.valueOf(e.getMessage()));
        }
    }

    private static Entry entry(Plan plan, PlannedResource resource, String form, Existing existing) {
        var inputs = new Inputs(plan, resource);
        var search = IdTable.search(resource.type());
        if (search.isPresent()) {
            return existing.find(search.get(), inputs, user(plan, resource, search.get(), inputs))
                    .map(found -> adopted(resource, inputs.fill(form, Map.of("found", found))))
                    .orElseGet(() -> left(resource, existing.asks() ? NOT_THERE : ASK));
        }
        var condition = inputs.text("condition.title").map(title -> " " + title);
        var id = inputs.fill(form, Map.of()) + condition.orElse("");
        var place = IdTable.place(resource.type());
        var there = place.isEmpty() || existing.isThere(place.get(), id, inputs);
        return there ? adopted(resource, id) : left(resource, NOT_THERE);
    }

    private static Inputs user(Plan plan, PlannedResource resource, IdTable.Search search, Inputs own) {
        return search.user()
                .map(type -> plan.ofType(type).stream()
                        .filter(user -> user.dependencies().contains(resource.urn()))
                        .findFirst()
                        .map(user -> new Inputs(plan, user))
                        .orElseThrow(() -> new Inputs.Unfilled("of " + type)))
                .orElse(own);
    }

    private static Entry adopted(PlannedResource resource, String id) {
        return new Entry(resource, Optional.of(id), "");
    }

    private static Entry left(PlannedResource resource, String reason) {
        return new Entry(resource, Optional.empty(), reason);
    }
}
