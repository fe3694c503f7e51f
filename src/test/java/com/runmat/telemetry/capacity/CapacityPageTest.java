package com.runmat.telemetry.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.commandline.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command, and the page that quotes it. */
class CapacityPageTest {
    private static final Path PAGE = Path.of("docs", "capacity.md");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** The property {@code capacity.write} writes the page's tables anew, when figures have changed. */
    @Test
    void page_quotesWhatTheCommandPrints() throws IOException {
        assertEquals(0, run());
        String page = Files.readString(PAGE);
        int from = page.indexOf("| events a day");
        int to = page.indexOf("\n## ", from) + 1;
        if (Boolean.getBoolean("capacity.write")) {
            Files.writeString(PAGE, page.substring(0, from) + out + "\n" + page.substring(to));
        } else {
            assertEquals(out.toString().strip(), page.substring(from, to).strip());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--events-a-day, 0, --events-a-day is a number",
        "--events-a-day, NaN, --events-a-day is a number",
        "--events-a-day, many, Invalid value",
        "--peak, 0.5, --peak is a number",
    })
    void call_mistake_isWrongUsageInASentence(String option, String value, String sentence) {
        assertEquals(2, run(option, value));
        assertTrue(err.toString().contains(sentence), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void call_unknownStack_saysSo() {
        assertEquals(1, run("nowhere"));
        assertTrue(err.toString().contains("Pulumi.nowhere.yaml"), err.toString());
    }

    private int run(String... options) {
        String[] arguments =
                Stream.concat(Stream.of("capacity"), Arrays.stream(options)).toArray(String[]::new);
        return Program.ofOne(new CapacityCommand(Path.of("")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
