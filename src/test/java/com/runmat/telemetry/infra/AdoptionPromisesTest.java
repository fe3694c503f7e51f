package com.runmat.telemetry.infra;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.runmat.telemetry.plan.adopt.Adoption;
import com.runmat.telemetry.plan.adopt.ImportFile;
import com.runmat.telemetry.plan.adopt.KnownIds;
import com.runmat.telemetry.plan.graph.PlannedResource;
import com.runmat.telemetry.plan.report.KnownEffects;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a lost state can be won back whole: each resource of each stack has an id, or a rule by which Google is asked for it. */
class AdoptionPromisesTest {
    @ParameterizedTest
    @EnumSource
    void everyResource_hasAnIdOrIsAskedFor(Stacks stack) {
        Adoption adoption = adoption(stack);
        assertEquals(
                adoption.plan().cloudResources().size(),
                adoption.adopted().size() + adoption.left().size());
        assertEquals(
                List.of(),
                adoption.left().stream()
                        .filter(entry -> !KnownIds.isAskedFor(entry.resource().type()))
                        .map(entry -> entry.resource().urn() + ": " + entry.reason())
                        .toList());
        assertTrue(adoption.left().stream().allMatch(entry -> entry.reason().contains("--look-up")));
    }

    /** Those that Google numbers or names itself; whatever joins them is imported no more without credentials. */
    @Test
    void askedFor_areTheseAlone() {
        Set<String> kinds = Set.of(Stacks.values()).stream()
                .flatMap(stack -> adoption(stack).left().stream())
                .map(entry -> entry.resource().kind())
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "AlertPolicy",
                        "Dashboard",
                        "InstanceTemplate",
                        "NotificationChannel",
                        "SecretVersion",
                        "UptimeCheckConfig"),
                kinds);
    }

    @ParameterizedTest
    @EnumSource
    void ids_areComplete_andEachIsOnes(Stacks stack) {
        Set<String> seen = new HashSet<>();
        for (Adoption.Entry entry : adoption(stack).adopted()) {
            String id = entry.id().orElseThrow();
            assertFalse(id.matches(".*(\\{|}|\\[|null|//|[^:] {2}).*"), id);
            assertTrue(seen.add(entry.resource().type() + " " + id), id);
        }
    }

    /** The engine builds a URN from a resource's name and the types of its parents; the program's must come out. */
    @ParameterizedTest
    @EnumSource
    void file_givesEachResourceTheUrnThatTheProgramGivesIt(Stacks stack) {
        Adoption adoption = adoption(stack);
        JsonArray resources = resources(adoption);
        Map<String, JsonObject> byHandle = new HashMap<>();
        for (JsonElement resource : resources) {
            String handle = text(resource.getAsJsonObject(), "name", "");
            assertTrue(byHandle.put(handle, resource.getAsJsonObject()) == null, handle + " twice");
        }
        Set<String> urns = new TreeSet<>();
        for (JsonElement resource : resources) {
            JsonObject entry = resource.getAsJsonObject();
            assertEquals(entry.has("component"), !entry.has("id"), entry::toString);
            urns.add("urn:pulumi:prod::telemetry::" + types(entry, byHandle) + "::"
                    + text(entry, "logicalName", text(entry, "name", "")));
        }
        Set<String> wanted =
                adoption.adopted().stream().map(entry -> entry.resource().urn()).collect(Collectors.toSet());
        Set<String> program =
                adoption.plan().resources().stream().map(PlannedResource::urn).collect(Collectors.toSet());
        assertTrue(urns.containsAll(wanted), "an id without its URN");
        assertTrue(program.containsAll(urns), "a URN that the program does not have");
    }

    /** A region moves no id of what is there once, and each id of a region has it in it. */
    @Test
    void ids_knowTheirRegion() {
        List<String> ids = adoption(Stacks.TWO_REGIONS).adopted().stream()
                .map(entry -> entry.id().orElseThrow())
                .toList();
        assertTrue(ids.contains("projects/runmat-example/regions/us-east4/addresses/telemetry-udp-ip"));
        assertTrue(ids.contains("projects/runmat-example/locations/us-central1/services/runmat-telemetry"));
        assertTrue(ids.contains("projects/runmat-example/managedZones/telemetry-telemetry-runmat-com/rrsets/"
                + "udp.telemetry.runmat.com./AAAA"));
    }

    @Test
    void grants_areThreeWords() {
        List<String> grants = adoption(Stacks.PROD).adopted().stream()
                .filter(entry -> entry.resource().kind().endsWith("Member"))
                .map(entry -> entry.id().orElseThrow())
                .toList();
        assertTrue(
                grants.contains(
                        "projects/runmat-example/secrets/telemetry-ingestion-key roles/secretmanager.secretAccessor"
                                + " serviceAccount:telemetry-udp@runmat-example.iam.gserviceaccount.com"),
                grants::toString);
        assertTrue(grants.stream().allMatch(grant -> grant.split(" ").length == 3), grants::toString);
    }

    /** What is registered one day must be imported the next. */
    @Test
    void tables_haveTheSameTypes_orMoreIds() {
        Set<String> missing = new TreeSet<>(KnownEffects.types());
        missing.removeAll(KnownIds.types());
        assertEquals(Set.of(), missing);
    }

    private static Adoption adoption(Stacks stack) {
        return Adoption.assumed(stack.plan());
    }

    private static JsonArray resources(Adoption adoption) {
        return JsonParser.parseString(ImportFile.text(adoption))
                .getAsJsonObject()
                .getAsJsonArray("resources");
    }

    private static String types(JsonObject entry, Map<String, JsonObject> byHandle) {
        String own = text(entry, "type", "");
        return entry.has("parent")
                ? types(requireNonNull(byHandle.get(text(entry, "parent", ""))), byHandle) + "$" + own
                : own;
    }

    private static String text(JsonObject object, String name, String otherwise) {
        return object.has(name) ? object.get(name).getAsString() : otherwise;
    }
}
