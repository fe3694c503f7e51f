package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no client sends. */
class DerivationsTest {
    @ParameterizedTest
    @CsvSource({
        "install_start, installer",
        "install_complete, installer",
        "install_failed, installer",
        "runtime_started, runtime",
        "runtime_finished, runtime"
    })
    void source_isTheKindOfClient(String label, String source) {
        assertEquals(source, event(label, "").value(Field.SOURCE));
    }

    @ParameterizedTest
    @CsvSource({
        "install_start,",
        "install_complete, success",
        "install_failed, failure",
        "runtime_started,",
        "runtime_finished,"
    })
    void status_isThatOfTheLabel(String label, @Nullable String status) {
        assertEquals(status, event(label, "").value(Field.STATUS));
    }

    @Test
    void status_ofARunIsWhatItSays() {
        assertEquals("success", Samples.finished("\"success\":true").value(Field.STATUS));
        assertEquals("failure", Samples.finished("\"success\":false").value(Field.STATUS));
        assertNull(Samples.finished("\"success\":1").value(Field.STATUS));
    }

    @Test
    void transport_isThatOfTheArrivalWhereNoneIsStamped() {
        assertEquals("https", event("install_start", "").value(Field.TRANSPORT));
        assertEquals("udp", event("install_start", ",\"transport\":\"udp\"").value(Field.TRANSPORT));
        assertEquals(
                "https", event("install_start", ",\"transport\":\"pigeon\"").value(Field.TRANSPORT));
    }

    /** Without any figure it is not known. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"success\":true                           |",
                "\"gpu_dispatches\":0                       | false",
                "\"gpu_wall_ns\":0                          | false",
                "\"gpu_dispatches\":0,\"gpu_wall_ns\":0     | false",
                "\"gpu_dispatches\":1                       | true",
                "\"gpu_wall_ns\":1                          | true",
                "\"gpu_dispatches\":0,\"gpu_wall_ns\":1     | true",
                "\"gpu_dispatches\":1,\"gpu_wall_ns\":0     | true",
            })
    void gpuUsed_isWhetherAnyFigureSaysSo(String payload, @Nullable Boolean used) {
        assertEquals(used, Samples.finished(payload).value(Field.GPU_USED));
    }

    @Test
    void summary_isTheKeptWordsInOneLine() {
        assertEquals(
                "runtime_finished script linux failure MATLAB:UndefinedFunction",
                Samples.event(
                                "{\"event_label\":\"runtime.run.finished\",\"session_id\":\"s\",\"run_kind\":\"script\",\"os\":\"linux\","
                                        + "\"arch\":7,\"payload\":{\"success\":false,\"error\":\"MATLAB:UndefinedFunction\"}}")
                        .value(Field.SUMMARY));
        assertEquals("install_start script", event("install_start", "").value(Field.SUMMARY));
    }

    @Test
    void summary_ofALongError_isCutToTheLimit() {
        String longest = "RunMat:" + "a".repeat(61) + ":" + "b".repeat(61);
        Event event = Samples.finished("\"error\":\"" + longest + "\"");
        assertEquals(("runtime_finished script " + longest).substring(0, 100), event.value(Field.SUMMARY));
    }

    private static Event event(String label, String members) {
        return Samples.event(
                "{\"event_label\":\"" + label + "\",\"session_id\":\"s\",\"run_kind\":\"script\"" + members + "}");
    }
}
