package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.contract.FieldType.AnyId;
import com.runmat.telemetry.contract.FieldType.Text;
import com.runmat.telemetry.corpus.Corpus;
import com.runmat.telemetry.corpus.PrivateText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plants every private text into every field, kept and unknown alike, and finds it in nothing that leaves. */
class PrivateTextTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<List<String>> UNKNOWN = List.of(
            List.of("note"),
            List.of("payload", "note"),
            List.of("payload", "counters", "note"),
            List.of("payload", "provider", "note"),
            List.of("payload", "provider", "device", "note"),
            List.of("payload", "provider", "telemetry", "note"),
            List.of("payload", "provider", "telemetry", "matmul", "note"));

    /** What an output holds without a planted text, in lower case. */
    private static final String ORDINARY = Samples.accepted().stream()
            .map(PrivateTextTest::output)
            .reduce("", String::concat)
            .toLowerCase(Locale.ROOT);

    private static final List<ObjectNode> BODIES = Stream.of(1, 5)
            .map(sample -> (ObjectNode) JSON.readTree(Samples.accepted().get(sample)))
            .toList();

    private final List<Field> unfit = new ArrayList<>();
    private final EventReader reader = new EventReader(new Omission.Observer() {
        @Override
        public void omitted(Omission why, String name) {
            // counted by class alone
        }

        @Override
        public void unfit(Field field) {
            unfit.add(field);
        }
    });

    static List<PrivateText> privateTexts() {
        return Corpus.privateTexts();
    }

    static List<Corpus.RealValue> realValues() {
        return Corpus.realValues();
    }

    @ParameterizedTest
    @MethodSource("privateTexts")
    void read_privateTextInAnyListedField_leavesNothingOfIt(PrivateText secret) {
        for (Field field : Field.values()) {
            for (Place place : oneOfEachRank(field)) {
                for (ObjectNode body : bodies()) {
                    unfit.clear();
                    plant(body, place.path(), secret.text());
                    if (read(body.toString()) instanceof Event event) {
                        assertHides(event, field, secret);
                    }
                }
            }
        }
    }

    /** The categories that add up to a figure are read in one way. */
    private static List<Place> oneOfEachRank(Field field) {
        Map<Integer, Place> places = new TreeMap<>();
        field.places().forEach(place -> places.put(place.rank(), place));
        return List.copyOf(places.values());
    }

    private void assertHides(Event event, Field field, PrivateText secret) {
        if (field.type() instanceof AnyId) {
            assertEquals(List.of(), unfit, "an id is not left out");
            assertNothing(secret, secret.hasShapeOfId() ? "" : output(event));
            return;
        }
        assertNothing(secret, output(event));
        boolean substituted = field.type() instanceof Text text && text.shape().pattern() == null;
        assertEquals(substituted ? List.of() : List.of(field), unfit);
        assertTrue(!field.scope().covers(event.label()) || !substituted || "other".equals(event.value(field)));
    }

    @ParameterizedTest
    @MethodSource("privateTexts")
    void read_privateTextInAnyUnknownField_leavesNothingOfIt(PrivateText secret) {
        for (ObjectNode body : bodies()) {
            for (List<String> path : UNKNOWN) {
                plant(body, path, secret.text());
                ArrayNode list = plantAt(body, path).withArray("list");
                list.add(secret.text()).addObject().put(secret.text(), secret.text());
                plantAt(body, path).put(secret.text(), 7);
            }
            assertNothing(secret, output((Event) read(body.toString())));
        }
    }

    @ParameterizedTest
    @MethodSource("privateTexts")
    void read_privateTextInPlaceOfAnObject_leavesNothingOfIt(PrivateText secret) {
        for (List<String> path : UNKNOWN) {
            if (path.size() > 1) {
                ObjectNode body = bodies().get(1);
                plant(body, path.subList(0, path.size() - 1), secret.text());
                assertNothing(secret, output((Event) read(body.toString())));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("realValues")
    void read_realValue_comesThrough(Corpus.RealValue real) {
        Field field = Field.valueOf(real.field());
        ObjectNode body = bodies().get(field.scope() == Scope.INSTALL ? 0 : 1);
        plant(body, field.places().get(0).path(), real.text());
        Object kept = ((Event) read(body.toString())).value(field);
        assertNotNull(kept);
        assertTrue(
                real.text().toLowerCase(Locale.ROOT).startsWith(kept.toString().toLowerCase(Locale.ROOT)),
                kept::toString);
        assertEquals(List.of(), unfit);
    }

    @Test
    void corpus_eachTextCanBeFound() {
        for (PrivateText secret : Corpus.privateTexts()) {
            assertTrue(secret.canBeFound(ORDINARY), secret::text);
            assertNotEquals("", secret.traceIn(ORDINARY + secret.text().toUpperCase(Locale.ROOT), ORDINARY));
        }
    }

    private static void assertNothing(PrivateText secret, String output) {
        assertEquals("", secret.traceIn(output, ORDINARY), () -> secret + " left a trace in " + output);
    }

    /** An installer's event and a run's, each with all that its clients send. */
    private static List<ObjectNode> bodies() {
        return BODIES.stream().map(ObjectNode::deepCopy).toList();
    }

    private static void plant(ObjectNode body, List<String> path, String text) {
        plantAt(body, path).put(path.get(path.size() - 1), text);
    }

    private static ObjectNode plantAt(ObjectNode body, List<String> path) {
        ObjectNode at = body;
        for (String name : path.subList(0, path.size() - 1)) {
            at = at.get(name) instanceof ObjectNode deeper ? deeper : at.putObject(name);
        }
        return at;
    }

    private Reading read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length, Samples.HTTPS);
    }

    private static String output(String json) {
        return output(Samples.event(json));
    }

    /** Everything that an event can leave by. */
    private static String output(Event event) {
        return new String(PostHogProjection.write(event), StandardCharsets.UTF_8)
                + new String(Ga4Projection.requestHead(event.distinctId()), StandardCharsets.UTF_8)
                + new String(Ga4Projection.write(event, Samples.NOW), StandardCharsets.UTF_8)
                + event
                + Arrays.stream(Field.values()).map(event::value).toList();
    }
}
