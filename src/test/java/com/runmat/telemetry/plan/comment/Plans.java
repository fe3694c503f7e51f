package com.runmat.telemetry.plan.comment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.runmat.telemetry.plan.untrusted.UntrustedJson;
import java.nio.charset.StandardCharsets;

/** Plans made up in JSON, as {@code plan --json} writes them: a stack with one component, whose resources a test adds. */
public final class Plans {
    static final String FIREWALL = "gcp:compute/firewall:Firewall";
    static final String RULE = "gcp:compute/forwardingRule:ForwardingRule";
    static final String RECORD = "gcp:dns/recordSet:RecordSet";
    static final String TEMPLATE = "gcp:compute/instanceTemplate:InstanceTemplate";

    private static final String STACK = "urn:pulumi:prod::telemetry::pulumi:pulumi:Stack::telemetry-prod";
    private static final String COMPONENT = "urn:pulumi:prod::telemetry::telemetry:network:Network::network";

    private final JsonObject json = new JsonObject();
    private final JsonArray resources = new JsonArray();

    private Plans() {
        json.addProperty("project", "telemetry");
        json.addProperty("stack", "prod");
        json.add("counts", new JsonObject());
        json.add("resources", resources);
        json.add("outputs", new JsonObject());
        for (var sentences : new String[] {"messages", "warnings", "placeholders"}) {
            json.add(sentences, new JsonArray());
        }
        cost("{'monthly': 35.91, 'lines': [{'item': 'DNS zone', 'count': 2, 'monthly': 0.4}], 'byUse': []}");
        add(STACK, "pulumi:pulumi:Stack", "telemetry-prod", "{}", "{}");
        add(COMPONENT, "telemetry:network:Network", "network", "{}", "{'parent': '" + STACK + "'}");
    }

    public static Plans plan() {
        return new Plans();
    }

    Plans cost(String cost) {
        json.add("cost", JsonParser.parseString(cost));
        return this;
    }

    Plans warning(String warning) {
        json.getAsJsonArray("warnings").add(warning);
        return this;
    }

    Plans resource(String type, String name, String properties) {
        return resource(type, name, properties, false);
    }

    /** @param properties JSON, with single quotes where it is made up here */
    Plans resource(String type, String name, String properties, boolean protect) {
        var urn = "urn:pulumi:prod::telemetry::telemetry:network:Network$" + type + "::" + name;
        return add(urn, type, name, properties, "{'parent': '" + COMPONENT + "', 'protect': " + protect + "}");
    }

    private Plans add(String urn, String type, String name, String properties, String options) {
        var resource = new JsonObject();
        resource.addProperty("urn", urn);
        resource.addProperty("type", type);
        resource.addProperty("name", name);
        resource.addProperty("custom", type.startsWith("gcp:"));
        resource.add("properties", JsonParser.parseString(properties));
        resource.add("propertyDependencies", new JsonObject());
        var all = JsonParser.parseString("{'protect': false, 'retainOnDelete': false, 'deleteBeforeReplace': false}")
                .getAsJsonObject();
        JsonParser.parseString(options)
                .getAsJsonObject()
                .entrySet()
                .forEach(option -> all.add(option.getKey(), option.getValue()));
        resource.add("options", all);
        resources.add(resource);
        return this;
    }

    /** To be spoilt. */
    public JsonObject json() {
        return json;
    }

    public byte[] bytes() {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    PlanFile file() {
        return PlanFile.of(UntrustedJson.parse("plan.json", bytes()));
    }
}
