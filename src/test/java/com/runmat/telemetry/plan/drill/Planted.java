package com.runmat.telemetry.plan.drill;

import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.ResourceOptions;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A program with a fault in it: what it registers, changed. */
final class Planted {
    private Planted() {}

    static Plan in(Plan plan, UnaryOperator<PlannedResource> fault) {
        return new Plan(
                plan.project(),
                plan.stack(),
                plan.resources().stream().map(fault).toList(),
                plan.outputs(),
                plan.messages(),
                plan.warnings(),
                plan.placeholders());
    }

    static UnaryOperator<PlannedResource> at(Predicate<PlannedResource> where, UnaryOperator<PlannedResource> fault) {
        return resource -> where.test(resource) ? fault.apply(resource) : resource;
    }

    static PlannedResource unprotected(PlannedResource resource) {
        return with(resource, protect(resource.options(), false));
    }

    private static PlannedResource with(PlannedResource of, ResourceOptions options) {
        return new PlannedResource(
                of.urn(), of.type(), of.name(), of.custom(), of.properties(), of.propertyDependencies(), options);
    }

    private static ResourceOptions protect(ResourceOptions of, boolean protect) {
        return new ResourceOptions(
                of.parent(),
                of.provider(),
                of.version(),
                protect,
                of.retainOnDelete(),
                of.deleteBeforeReplace(),
                of.importId(),
                of.dependsOn(),
                of.aliases(),
                of.ignoreChanges(),
                of.replaceOnChanges(),
                of.additionalSecretOutputs(),
                of.customTimeouts());
    }
}
