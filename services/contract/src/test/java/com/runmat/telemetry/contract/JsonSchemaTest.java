package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the published schema against the reader, with a validator that knows neither. */
class JsonSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonSchema.text(), InputFormat.JSON);

    static List<String> accepted() {
        return Samples.accepted();
    }

    static List<String> rejected() {
        return Samples.rejected();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepts_realEvent(String sample) {
        assertEquals(List.of(), SCHEMA.validate(sample, InputFormat.JSON));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void refuses_realMistake(String sample) {
        assertFalse(SCHEMA.validate(sample, InputFormat.JSON).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"install_start\"}",
                "{\"event_label\":\"install_start\",\"anything\":[1],\"payload\":null}",
                "{\"event\":\"runtime.run.started\",\"session_id\":\"s\",\"run_kind\":\"repl\",\"payload\":{\"provider\":null}}",
            })
    void accepted_isRead(String text) {
        assertEquals(List.of(), SCHEMA.validate(text, InputFormat.JSON));
        assertInstanceOf(Event.class, Samples.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"event_label\":null}",
                "{\"event\":\"runtime.run.started\",\"run_kind\":\"repl\"}",
                "{\"event_label\":\"runtime_finished\",\"session_id\":\" \",\"run_kind\":\"repl\"}",
                "{\"event_label\":\"install_start\",\"run_kind\":\"party\"}",
            })
    void notRead_isRefused(String text) {
        assertFalse(SCHEMA.validate(text, InputFormat.JSON).isEmpty());
        assertInstanceOf(Refusal.class, Samples.read(text));
    }
}
