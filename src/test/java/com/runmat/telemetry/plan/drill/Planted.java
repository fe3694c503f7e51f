package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.ResourceOptions;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A fault in the program: what it registers, changed in one place. */
@FunctionalInterface
interface Planted {
    Planted NONE = resource -> resource;

    /** What is registered in this one's place; nothing takes it out. */
    @Nullable
    PlannedResource instead(PlannedResource resource);

    default Planted then(Planted other) {
        return resource -> {
            var first = instead(resource);
            return first == null ? null : other.instead(first);
        };
    }

    default Plan in(Plan plan) {
        return new Plan(
                plan.project(),
                plan.stack(),
                plan.resources().stream()
                        .map(this::instead)
                        .filter(Objects::nonNull)
                        .toList(),
                plan.outputs(),
                plan.messages(),
                plan.warnings(),
                plan.placeholders());
    }

    /** Only where it is meant. */
    static Planted at(Predicate<PlannedResource> where, UnaryOperator<PlannedResource> fault) {
        return resource -> where.test(resource) ? fault.apply(resource) : resource;
    }

    static Predicate<PlannedResource> kind(String kind) {
        return resource -> resource.custom() && resource.kind().equals(kind);
    }

    static Predicate<PlannedResource> named(String kind, String name) {
        return kind(kind).and(resource -> resource.name().equals(name));
    }

    static Planted protect(Predicate<PlannedResource> where, boolean protect) {
        return at(
                where,
                of -> with(of, options(of.options(), protect, of.options().deleteBeforeReplace())));
    }

    static Planted deletedFirst(Predicate<PlannedResource> where) {
        return at(where, of -> with(of, options(of.options(), of.options().protect(), true)));
    }

    static Planted property(Predicate<PlannedResource> where, String name, Object value) {
        return at(where, of -> {
            var properties = new TreeMap<>(of.properties());
            properties.put(name, value);
            return new PlannedResource(
                    of.urn(), of.type(), of.name(), true, properties, of.propertyDependencies(), of.options());
        });
    }

    /** An input is read from nobody, or from another. */
    static Planted read(Predicate<PlannedResource> where, String property, List<String> from) {
        return at(where, of -> {
            var dependencies = new TreeMap<>(of.propertyDependencies());
            dependencies.put(property, from);
            return new PlannedResource(
                    of.urn(), of.type(), of.name(), true, of.properties(), dependencies, of.options());
        });
    }

    static Planted typed(Predicate<PlannedResource> where, String type) {
        return at(
                where,
                of -> new PlannedResource(
                        of.urn().replace(of.type(), type),
                        type,
                        of.name(),
                        true,
                        of.properties(),
                        of.propertyDependencies(),
                        of.options()));
    }

    /** One logical name in place of another, wherever the resource is mentioned. */
    static Planted renamed(String from, String to) {
        UnaryOperator<String> rename = urn -> urn.endsWith("::" + from) ? urn.replace("::" + from, "::" + to) : urn;
        return of -> {
            var dependencies = new TreeMap<>(of.propertyDependencies());
            dependencies.replaceAll(
                    (property, urns) -> urns.stream().map(rename).toList());
            var name = of.name().equals(from) ? to : of.name();
            return new PlannedResource(
                    rename.apply(of.urn()), of.type(), name, of.custom(), of.properties(), dependencies, of.options());
        };
    }

    private static PlannedResource with(PlannedResource of, ResourceOptions options) {
        return new PlannedResource(
                of.urn(), of.type(), of.name(), of.custom(), of.properties(), of.propertyDependencies(), options);
    }

    private static ResourceOptions options(ResourceOptions of, boolean protect, boolean deleteBeforeReplace) {
        return new ResourceOptions(
                of.parent(),
                of.provider(),
                of.version(),
                protect,
                of.retainOnDelete(),
                deleteBeforeReplace,
                of.importId(),
                of.dependsOn(),
                of.aliases(),
                of.ignoreChanges(),
                of.replaceOnChanges(),
                of.additionalSecretOutputs(),
                of.customTimeouts());
    }
}
