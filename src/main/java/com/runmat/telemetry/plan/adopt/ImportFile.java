package com.runmat.telemetry.plan.adopt;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@code pulumi import --file} reads: each resource with its id, and the components that it is a part of, so that each
 * gets the URN that the program gives it.
 */
public final class ImportFile {
    private final Adoption adoption;
    private final Map<String, PlannedResource> byUrn;
    private final Map<String, String> handles;

    private ImportFile(Adoption adoption) {
        this.adoption = adoption;
        byUrn = adoption.plan().byUrn();
        handles = handles(byUrn.values());
    }

    /** The file's text, JSON. */
    public static String text(Adoption adoption) {
        return new ImportFile(adoption).text();
    }

    private String text() {
        var entries = new LinkedHashMap<String, JsonObject>();
        for (var entry : adoption.adopted()) {
            components(entry.resource()).forEach(part -> entries.putIfAbsent(part.urn(), component(part)));
            entries.put(
                    entry.resource().urn(), custom(entry.resource(), entry.id().orElseThrow()));
        }
        var resources = new JsonArray();
        entries.values().forEach(resources::add);
        var file = new JsonObject();
        file.add("resources", resources);
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(file);
    }

    /** The outermost first. */
    private Deque<PlannedResource> components(PlannedResource resource) {
        var components = new ArrayDeque<PlannedResource>();
        var parent = parent(resource);
        while (parent.isPresent()) {
            components.push(parent.get());
            parent = parent(parent.get());
        }
        return components;
    }

    /** The engine itself puts what has no other parent below the stack. */
    private Optional<PlannedResource> parent(PlannedResource resource) {
        return Optional.ofNullable(byUrn.get(resource.options().parent())).filter(parent -> !parent.isStack());
    }

    private JsonObject component(PlannedResource component) {
        var entry = entry(component);
        entry.addProperty("component", true);
        return entry;
    }

    private JsonObject custom(PlannedResource resource, String id) {
        var entry = entry(resource);
        entry.addProperty("id", id);
        if (!resource.options().version().isEmpty()) {
            entry.addProperty("version", resource.options().version());
        }
        return entry;
    }

    private JsonObject entry(PlannedResource resource) {
        var handle = handle(resource);
        var entry = new JsonObject();
        entry.addProperty("type", resource.type());
        entry.addProperty("name", handle);
        if (!handle.equals(resource.name())) {
            entry.addProperty("logicalName", resource.name());
        }
        parent(resource).ifPresent(parent -> entry.addProperty("parent", handle(parent)));
        return entry;
    }

    private String handle(PlannedResource resource) {
        return handles.getOrDefault(resource.urn(), resource.name());
    }

    /** What the file calls each, by URN: its name, with its kind or its type where others have that too. */
    private static Map<String, String> handles(Collection<PlannedResource> resources) {
        var names = shared(resources, PlannedResource::name);
        var kinds = shared(resources, ImportFile::kind);
        var handles = new TreeMap<String, String>();
        for (var resource : resources) {
            var longer = kinds.contains(kind(resource)) ? resource.type() + "::" + resource.name() : kind(resource);
            handles.put(resource.urn(), names.contains(resource.name()) ? longer : resource.name());
        }
        return handles;
    }

    private static String kind(PlannedResource resource) {
        return resource.kind() + ":" + resource.name();
    }

    private static Set<String> shared(Collection<PlannedResource> resources, Function<PlannedResource, String> name) {
        var seen = new HashSet<String>();
        return resources.stream().map(name).filter(found -> !seen.add(found)).collect(Collectors.toSet());
    }
}
