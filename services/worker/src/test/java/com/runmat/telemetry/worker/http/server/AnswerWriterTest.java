package com.runmat.telemetry.worker.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.contract.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests for {@link AnswerWriter}. */
class AnswerWriterTest {
    private final AnswerWriter writer = new AnswerWriter();

    /** Each differs from the one before in one thing, and the first comes again behind each. */
    @Test
    void write_oneBehindTheOther_isWrittenAsByAFreshOne() {
        for (int i = 0; i < 3; i++) {
            assertWritten(Answer.OK, Map.of(), true, false);
            assertWritten(Answer.OK, Map.of(), true, false);
            assertWritten(Answer.of(Refusal.OVERLOADED), Map.of(), true, false);
            assertWritten(Answer.OK, Map.of(), true, false);
            assertWritten(Answer.OK, Map.of("Allow", "GET"), true, false);
            assertWritten(Answer.OK, Map.of(), true, false);
            assertWritten(Answer.OK, Map.of(), false, false);
            assertWritten(Answer.OK, Map.of(), true, false);
            assertWritten(Answer.OK, Map.of(), true, true);
        }
    }

    private void assertWritten(Answer answer, Map<String, String> more, boolean withBody, boolean closing) {
        AnswerWriter fresh = new AnswerWriter();
        fresh.write(answer, more, withBody, closing);
        writer.write(answer, more, withBody, closing);
        assertEquals(text(fresh), text(writer));
    }

    private static String text(AnswerWriter written) {
        String text = new String(written.bytes(), 0, written.length(), StandardCharsets.US_ASCII);
        return text.replaceFirst("Date: [^\r]*GMT", "Date: then");
    }
}
