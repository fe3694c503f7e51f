package com.runmat.telemetry.plan.comment;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.runmat.telemetry.infra.Stacks;
import com.runmat.telemetry.plan.picture.MermaidPicture;
import com.runmat.telemetry.plan.report.JsonReport;
import com.runmat.telemetry.plan.untrusted.Refused;
import com.runmat.telemetry.plan.untrusted.UntrustedJson;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanFileTest {
    private static void assertRefused(String sentence, Consumer<JsonObject> spoil) {
        var plan = Plans.plan().resource(Plans.FIREWALL, "udp", "{'priority': 1000}");
        spoil.accept(plan.json());

        assertSays(sentence, assertThrows(Refused.class, plan::file));
    }

    private static JsonObject resource(JsonObject plan, int position) {
        return plan.getAsJsonArray("resources").get(position).getAsJsonObject();
    }

    /** Every field that the plan's JSON has is known, so that a new one is told to this reader too. */
    @ParameterizedTest
    @EnumSource
    void of_everyStackOfThisProject_isAPlanWithTheSamePicture(Stacks stack) {
        var text = JsonReport.text(stack.plan());
        var file = PlanFile.of(UntrustedJson.parse("plan.json", text.getBytes(StandardCharsets.UTF_8)));

        assertEquals(MermaidPicture.of(stack.plan()), MermaidPicture.of(file.plan()));
        assertEquals(Label.NONE, Comment.between(file, file).label());
    }

    @Test
    void of_unknownField_isRefusedWhereverItStands() {
        assertRefused("plan.json has a field that is not known", plan -> plan.addProperty("x", 1));
        assertRefused(
                "plan.json: resources[2] has a field", plan -> resource(plan, 2).addProperty("x", 1));
        assertRefused(
                "plan.json: resources[1]: options has a field",
                plan -> resource(plan, 1).getAsJsonObject("options").addProperty("x", 1));
        assertRefused(
                "plan.json: cost has a field",
                plan -> plan.getAsJsonObject("cost").addProperty("x", 1));
    }

    @Test
    void of_missingField_isNamed() {
        assertRefused("plan.json has no field outputs", plan -> plan.remove("outputs"));
        assertRefused(
                "resources[2] has no field custom", plan -> resource(plan, 2).remove("custom"));
    }

    @Test
    void of_wrongType_isNamed() {
        assertRefused(
                "must have a text of at most 1000 characters as urn",
                plan -> resource(plan, 2).add("urn", new JsonArray()));
        assertRefused(
                "must have true or false as custom", plan -> resource(plan, 2).addProperty("custom", "yes"));
        assertRefused(
                "must have an object as properties", plan -> resource(plan, 2).addProperty("properties", 1));
        assertRefused("must have a list of at most 200 as warnings", plan -> plan.addProperty("warnings", "x"));
        assertRefused(
                "must have nothing but texts in warnings",
                plan -> plan.getAsJsonArray("warnings").add(1));
        assertRefused(
                "resources[3] must be an object",
                plan -> plan.getAsJsonArray("resources").add(1));
    }

    @Test
    void of_numberThatIsNoCost_isRefused() {
        for (var cost : new JsonPrimitive[] {new JsonPrimitive(-1), new JsonPrimitive(1e10), new JsonPrimitive("1")}) {
            assertRefused(
                    "plan.json: cost must have a number from 0 to 1000000000 as monthly",
                    plan -> plan.getAsJsonObject("cost").add("monthly", cost));
        }
    }

    /** The stack's name stands in the comment as it is. */
    @Test
    void of_stackThatIsNoName_isRefused() {
        for (var name : new String[] {"a b", "prod -->", "a--b", "", "@team", "x".repeat(101)}) {
            assertThrows(Refused.class, () -> {
                var plan = Plans.plan();
                plan.json().addProperty("stack", name);
                plan.file();
            });
        }
    }

    @Test
    void of_resourcesThatAreNoTree_isRefused() {
        assertRefused("must have resources", plan -> plan.add("resources", new JsonArray()));
        assertRefused(
                "resources[0] must be the stack",
                plan -> plan.getAsJsonArray("resources").remove(0));
        assertRefused(
                "must not be a second stack", plan -> resource(plan, 2).addProperty("type", "pulumi:pulumi:Stack"));
        assertRefused(
                "must have a parent that came before it",
                plan -> resource(plan, 2)
                        .getAsJsonObject("options")
                        .add("parent", resource(plan, 2).get("urn")));
        assertRefused(
                "has a urn that another one has too",
                plan -> plan.getAsJsonArray("resources").add(resource(plan, 2).deepCopy()));
    }
}
