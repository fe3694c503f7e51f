package com.runmat.telemetry.plan.engine;

import com.runmat.telemetry.plan.graph.PlannedResource;

/** Uniform resource names as Pulumi builds them: a resource carries the types of its parents, the stack left out. */
record Urns(String project, String stack) {
    String of(String parent, String type, String name) {
        var qualified = qualifier(parent) + type;
        return "urn:pulumi:%s::%s::%s::%s".formatted(stack, project, qualified, name);
    }

    String ofStack() {
        return of("", PlannedResource.STACK_TYPE, project + "-" + stack);
    }

    private static String qualifier(String parent) {
        if (parent.isEmpty()) {
            return "";
        }
        var types = parent.split("::", 4)[2];
        return types.equals(PlannedResource.STACK_TYPE) ? "" : types + "$";
    }
}
