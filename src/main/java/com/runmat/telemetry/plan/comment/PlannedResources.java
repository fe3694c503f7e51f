package com.runmat.telemetry.plan.comment;

import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.ResourceOptions;
import com.runmat.telemetry.plan.untrusted.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A plan's resources, checked to be a tree: one stack, each URN once, parents before children, and not deep. */
final class PlannedResources {
    private static final Set<String> FIELDS =
            Set.of("urn", "type", "name", "custom", "properties", "propertyDependencies", "options");
    private static final Set<String> OPTIONS = Set.of(
            "parent",
            "provider",
            "version",
            "protect",
            "retainOnDelete",
            "deleteBeforeReplace",
            "importId",
            "dependsOn",
            "aliases",
            "ignoreChanges",
            "replaceOnChanges",
            "additionalSecretOutputs",
            "customTimeouts");
    private static final int LONGEST_URN = 1_000;
    private static final int MOST_LISTED = 2_000;
    private static final int DEEPEST = 12;

    private final List<PlannedResource> resources = new ArrayList<>();
    private final Map<String, Integer> depths = new HashMap<>();

    /** All of them, if they are a plan's. */
    List<PlannedResource> all(Fields plan) {
        if (resources.isEmpty()) {
            throw plan.refused("must have resources, the stack itself first");
        }
        return List.copyOf(resources);
    }

    void add(Fields fields) {
        fields.only(FIELDS);
        var resource = new PlannedResource(
                fields.text("urn", LONGEST_URN),
                fields.text("type", LONGEST_URN),
                fields.text("name", LONGEST_URN),
                fields.flag("custom"),
                PlanFile.properties(fields.object("properties")),
                dependencies(fields.object("propertyDependencies")),
                options(fields.object("options")));
        place(fields, resource);
        resources.add(resource);
    }

    private void place(Fields fields, PlannedResource resource) {
        if (resource.isStack() != resources.isEmpty()) {
            throw fields.refused(
                    resources.isEmpty()
                            ? "must be the stack, of type " + PlannedResource.STACK_TYPE
                            : "must not be a second stack");
        }
        var parent = resource.options().parent();
        if (!resource.isStack() && !depths.containsKey(parent)) {
            throw fields.refused("must have a parent that came before it");
        }
        int depth = depths.getOrDefault(parent, -1) + 1;
        if (depth > DEEPEST) {
            throw fields.refused("stands more than %d levels below the stack".formatted(DEEPEST));
        }
        if (depths.put(resource.urn(), depth) != null) {
            throw fields.refused("has a urn that another one has too");
        }
    }

    private static SortedMap<String, List<String>> dependencies(Fields fields) {
        var dependencies = new TreeMap<String, List<String>>();
        fields.json().keySet().forEach(property -> dependencies.put(property, fields.texts(property, MOST_LISTED)));
        return dependencies;
    }

    private static ResourceOptions options(Fields fields) {
        fields.only(OPTIONS);
        return new ResourceOptions(
                fields.textOrEmpty("parent", LONGEST_URN),
                fields.textOrEmpty("provider", LONGEST_URN),
                fields.textOrEmpty("version", LONGEST_URN),
                fields.flag("protect"),
                fields.flag("retainOnDelete"),
                fields.flag("deleteBeforeReplace"),
                fields.textOrEmpty("importId", LONGEST_URN),
                fields.texts("dependsOn", MOST_LISTED),
                fields.texts("aliases", MOST_LISTED),
                fields.texts("ignoreChanges", MOST_LISTED),
                fields.texts("replaceOnChanges", MOST_LISTED),
                fields.texts("additionalSecretOutputs", MOST_LISTED),
                fields.has("customTimeouts") ? timeouts(fields.object("customTimeouts")) : Map.of());
    }

    private static Map<String, String> timeouts(Fields fields) {
        var timeouts = new TreeMap<String, String>();
        fields.json().keySet().forEach(name -> timeouts.put(name, fields.text(name, LONGEST_URN)));
        return timeouts;
    }
}
