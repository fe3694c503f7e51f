package com.runmat.telemetry.plan.engine;

import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.ResourceOptions;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import pulumirpc.AliasOuterClass.Alias;
import pulumirpc.Resource.RegisterResourceRequest;

/** A registration as it came over the wire, made a resource of the plan. */
final class ResourceRequests {
    private ResourceRequests() {}

    static PlannedResource resource(String urn, RegisterResourceRequest request) {
        return new PlannedResource(
                urn,
                request.getType(),
                request.getName(),
                request.getCustom(),
                PropertyValues.read(request.getObject()),
                propertyDependencies(request),
                options(request));
    }

    private static ResourceOptions options(RegisterResourceRequest request) {
        return new ResourceOptions(
                request.getParent(),
                request.getProvider(),
                request.getVersion(),
                request.getProtect(),
                request.getRetainOnDelete(),
                request.getDeleteBeforeReplace(),
                request.getImportId(),
                explicitDependencies(request),
                aliases(request),
                sorted(request.getIgnoreChangesList()),
                sorted(request.getReplaceOnChangesList()),
                sorted(request.getAdditionalSecretOutputsList()),
                timeouts(request));
    }

    private static SortedMap<String, List<String>> propertyDependencies(RegisterResourceRequest request) {
        var dependencies = new TreeMap<String, List<String>>();
        request.getPropertyDependenciesMap().forEach((property, from) -> {
            if (from.getUrnsCount() > 0) {
                dependencies.put(property, sorted(from.getUrnsList()));
            }
        });
        return Collections.unmodifiableSortedMap(dependencies);
    }

    /** The SDK sends one list: what dependsOn named and what the properties came from. The second part is known apart. */
    private static List<String> explicitDependencies(RegisterResourceRequest request) {
        var implied = propertyDependencies(request).values().stream()
                .flatMap(List::stream)
                .toList();
        return request.getDependenciesList().stream()
                .filter(urn -> !implied.contains(urn))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> aliases(RegisterResourceRequest request) {
        return Stream.concat(
                        request.getAliasURNsList().stream(),
                        request.getAliasesList().stream().map(ResourceRequests::alias))
                .sorted()
                .toList();
    }

    private static String alias(Alias alias) {
        if (alias.hasUrn()) {
            return alias.getUrn();
        }
        var spec = alias.getSpec();
        var parts = new TreeMap<String, String>();
        parts.put("name", spec.getName());
        parts.put("type", spec.getType());
        parts.put("stack", spec.getStack());
        parts.put("project", spec.getProject());
        parts.put("parent", spec.getNoParent() ? "none" : spec.getParentUrn());
        parts.values().removeIf(String::isEmpty);
        return parts.toString();
    }

    private static Map<String, String> timeouts(RegisterResourceRequest request) {
        var timeouts = new TreeMap<String, String>();
        timeouts.put("create", request.getCustomTimeouts().getCreate());
        timeouts.put("update", request.getCustomTimeouts().getUpdate());
        timeouts.put("delete", request.getCustomTimeouts().getDelete());
        timeouts.values().removeIf(String::isEmpty);
        return Collections.unmodifiableMap(timeouts);
    }

    private static List<String> sorted(Collection<String> texts) {
        return texts.stream().sorted().toList();
    }
}
