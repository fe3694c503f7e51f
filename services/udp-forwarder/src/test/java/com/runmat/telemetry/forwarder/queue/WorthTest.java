package com.runmat.telemetry.forwarder.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for {@link Worth}. */
class WorthTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"event_label\":\"runtime_finished\"}                          | true",
                "{\"event_label\":\"install_failed\"}                            | true",
                "{\"event_label\":\"install_complete\"}                          | true",
                "{\"event\":\"runtime.run.finished\"}                            | true",
                "{\"a\":1,\"event_label\" \t : \t \"runtime_finished\"}          | true",
                "{\"payload\":{\"event\":\"install_failed\"}}                    | true",
                "{\"event_label\":\"runtime_started\"}                           | false",
                "{\"event_label\":\"install_start\"}                             | false",
                "{\"event\":\"runtime_started\",\"event_label\":\"install_failed\"} | false",
                "{\"event_label\":\"runtime_finishe\"}                           | false",
                "{\"event_label\":\"runtime_finished2\"}                         | false",
                "{\"event_label\":runtime_finished}                              | false",
                "{\"event_label\" \"runtime_finished\"}                          | false",
                "{\"event_labels\":\"runtime_finished\"}                         | false",
                "{\"a\":\"event_label\",\"b\":\"runtime_finished\"}              | false",
                "{\"runtime_finished\":1}                                        | false",
                "{}                                                              | false",
            })
    void tellsAnEnd_byTheFirstLabel(String line, boolean end) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertEquals(end, Worth.tellsAnEnd(bytes, 0, bytes.length));
    }

    /** Lines stand one behind the other: none is judged by its neighbour. */
    @Test
    void tellsAnEnd_looksAtNothingBesideTheLine() {
        String end = "{\"event_label\":\"runtime_finished\"}";
        byte[] bytes = (end + "{\"a\":\"" + end).getBytes(StandardCharsets.UTF_8);
        assertFalse(Worth.tellsAnEnd(bytes, end.length(), end.length() + 6));
        for (int to = 0; to <= end.length(); to++) {
            assertEquals(to >= end.length() - 1, Worth.tellsAnEnd(bytes, 0, to), "of " + to + " bytes");
        }
    }
}
