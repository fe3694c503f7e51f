package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words that the table is written with. */
class TableTest {
    @Test
    void top_namesInTheOrderOfTheirRank() {
        assertEquals(
                List.of(new Place(List.of("event_label"), 0, false), new Place(List.of("event"), 1, false)),
                Place.top("event_label", "event"));
    }

    @Test
    void places_leadToWhereClientsWrite() {
        assertEquals(List.of(new Place(List.of("payload", "a"), 0, false)), Place.payload("a"));
        assertEquals(List.of(new Place(List.of("payload", "counters", "a"), 0, false)), Place.counter("a"));
        assertEquals(List.of(new Place(List.of("payload", "provider", "device", "a"), 0, false)), Place.device("a"));
    }

    @Test
    void total_isFlatOrNestedOrTheSumOverAllCategories() {
        List<Place> places = Place.total("gpu_dispatches", "count");
        assertEquals(Place.figure("gpu_dispatches", "gpu_dispatches"), places.subList(0, 2));
        assertEquals(
                List.of(
                        new Place(List.of("payload", "flat"), 0, false),
                        new Place(List.of("payload", "provider", "telemetry", "nested"), 1, false)),
                Place.figure("flat", "nested"));
        assertEquals(
                Place.CATEGORIES.stream()
                        .map(name -> new Place(List.of("payload", "provider", "telemetry", name, "count"), 2, true))
                        .toList(),
                places.subList(2, places.size()));
    }

    @ParameterizedTest
    @EnumSource(EventLabel.class)
    void scope_coversTheEventsThatItNames(EventLabel label) {
        boolean runtime = label.canonical().startsWith("runtime_");
        assertTrue(Scope.EVERY.covers(label));
        assertEquals(runtime, Scope.RUNTIME.covers(label));
        assertEquals(!runtime, Scope.INSTALL.covers(label));
        assertEquals(label.canonical().equals("runtime_finished"), Scope.FINISHED.covers(label));
    }

    @Test
    void tellsAnEnd_whatNoOtherEventSays() {
        assertEquals(
                Set.of("install_complete", "install_failed", "runtime_finished"),
                Arrays.stream(EventLabel.values())
                        .filter(EventLabel::tellsAnEnd)
                        .map(EventLabel::canonical)
                        .collect(Collectors.toSet()));
    }

    @Test
    void columns_areTheFieldsWithANameThere() {
        assertEquals(
                List.of(Field.STATUS, Field.SOURCE),
                Arrays.stream(Column.of(field -> field == Field.STATUS || field == Field.SOURCE ? "x" : null, "1", "0"))
                        .map(Column::field)
                        .toList());
    }

    @Test
    void omission_isCountedUnderItsNameInLowerCase() {
        assertEquals("unfit_value", Omission.UNFIT_VALUE.wireName());
    }

    @Test
    void otherEncoding_isToldByTheFirstFourBytes() {
        assertTrue(Bytes.otherEncoding(new byte[] {1, '{', '}', ' ', 0, 'x'}, 1, 5), "a zero is the fourth");
        assertFalse(Bytes.otherEncoding(new byte[] {0, '{', '}', ' ', 'x', 0}, 1, 5), "beside them");
        assertTrue(Bytes.otherEncoding(new byte[] {(byte) 0xFE, '{'}, 0, 2), "half a mark of UTF-16");
        assertFalse(Bytes.otherEncoding(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{'}, 0, 4), "UTF-8's");
    }
}
