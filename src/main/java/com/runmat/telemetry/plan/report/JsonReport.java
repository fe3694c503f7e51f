package com.runmat.telemetry.plan.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.graph.ResourceOptions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plan as JSON, for other programs and for comparing two revisions. Options that are not set are left out. */
public final class JsonReport {
    private static final Gson PRETTY = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private JsonReport() {}

    public static String text(Plan plan) {
        return PRETTY.toJson(of(plan));
    }

    static JsonObject of(Plan plan) {
        var json = new JsonObject();
        json.addProperty("project", plan.project());
        json.addProperty("stack", plan.stack());
        json.add("counts", value(KindCounts.of(plan)));
        var resources = new JsonArray();
        plan.resources().forEach(resource -> resources.add(resource(resource)));
        json.add("resources", resources);
        json.add("outputs", value(plan.outputs()));
        json.add("messages", value(plan.messages()));
        json.add("warnings", value(plan.warnings()));
        json.add("placeholders", value(plan.placeholders()));
        json.add("cost", cost(CostEstimate.of(plan, PriceTable.standard())));
        return json;
    }

    private static JsonObject cost(CostEstimate estimate) {
        var json = new JsonObject();
        json.addProperty("currency", "USD");
        json.addProperty("pricesAsOf", estimate.asOf());
        json.addProperty("region", estimate.region());
        json.addProperty("monthly", rounded(estimate.monthly()));
        json.add("lines", PRETTY.toJsonTree(estimate.lines()));
        json.add("byUse", PRETTY.toJsonTree(estimate.byUse()));
        return json;
    }

    private static JsonObject resource(PlannedResource resource) {
        var json = new JsonObject();
        json.addProperty("urn", resource.urn());
        json.addProperty("type", resource.type());
        json.addProperty("name", resource.name());
        json.addProperty("custom", resource.custom());
        json.add("properties", value(resource.properties()));
        json.add("propertyDependencies", value(resource.propertyDependencies()));
        json.add("options", options(resource.options()));
        return json;
    }

    private static JsonObject options(ResourceOptions options) {
        var json = new JsonObject();
        add(json, "parent", options.parent());
        add(json, "provider", options.provider());
        add(json, "version", options.version());
        json.addProperty("protect", options.protect());
        json.addProperty("retainOnDelete", options.retainOnDelete());
        json.addProperty("deleteBeforeReplace", options.deleteBeforeReplace());
        add(json, "importId", options.importId());
        json.add("dependsOn", value(options.dependsOn()));
        add(json, "aliases", options.aliases());
        add(json, "ignoreChanges", options.ignoreChanges());
        add(json, "replaceOnChanges", options.replaceOnChanges());
        add(json, "additionalSecretOutputs", options.additionalSecretOutputs());
        if (!options.customTimeouts().isEmpty()) {
            json.add("customTimeouts", value(options.customTimeouts()));
        }
        return json;
    }

    private static BigDecimal rounded(double dollars) {
        return BigDecimal.valueOf(dollars).setScale(2, RoundingMode.HALF_UP);
    }

    private static void add(JsonObject json, String name, String text) {
        if (!text.isEmpty()) {
            json.addProperty(name, text);
        }
    }

    private static void add(JsonObject json, String name, Collection<String> texts) {
        if (!texts.isEmpty()) {
            json.add(name, value(texts));
        }
    }

    static JsonElement value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var json = new JsonObject();
            map.forEach((key, inner) -> json.add(String.valueOf(key), value(inner)));
            return json;
        }
        if (value instanceof List<?> list) {
            var json = new JsonArray();
            list.forEach(inner -> json.add(value(inner)));
            return json;
        }
        return scalar(value);
    }

    /** A secret and an unknown value print as their marks. */
    private static JsonElement scalar(@Nullable Object value) {
        if (value instanceof Boolean bool) {
            return new JsonPrimitive(bool);
        }
        if (value instanceof Number number) {
            return new JsonPrimitive(number);
        }
        return value == null ? JsonNull.INSTANCE : new JsonPrimitive(value.toString());
    }
}
