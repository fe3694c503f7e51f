package com.runmat.telemetry.local.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SampleTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> IDS = List.of("uuid", "session_id");

    @Test
    void all_areTheOnesThatTheContractIsTestedWith() throws Exception {
        Path samples = Path.of("..", "contract", "src", "test", "resources", "samples");

        assertEquals(
                Files.readAllLines(samples.resolve("accepted.ndjson")),
                Sample.all().stream()
                        .filter(sample -> sample.expected().isEmpty())
                        .map(Sample::text)
                        .toList());
        assertEquals(
                Files.readAllLines(samples.resolve("rejected.ndjson")).size(),
                Sample.all().stream()
                        .filter(sample -> !sample.expected().isEmpty())
                        .count());
    }

    @Test
    void fresh_changesTheIdsThatAreThere_andNothingElse() {
        for (Sample sample : Sample.all()) {
            ObjectNode before = (ObjectNode) JSON.readTree(sample.text());
            ObjectNode after = (ObjectNode) JSON.readTree(sample.fresh());
            for (String id : IDS) {
                if (before.path(id).asString("").isEmpty()) {
                    assertEquals(before.path(id), after.path(id), "an id that is missing stays so");
                } else {
                    assertNotEquals(before.path(id), after.path(id));
                }
            }
            assertEquals(before.deepCopy().without(IDS), after.without(IDS));
        }
    }
}
