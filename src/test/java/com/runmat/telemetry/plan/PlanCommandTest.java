package com.runmat.telemetry.plan;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On this project's own files. */
class PlanCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Path directory, String... arguments) {
        var utf8 = StandardCharsets.UTF_8;
        return new PlanCommand(directory, new PrintStream(out, true, utf8), new PrintStream(err, true, utf8))
                .run(List.of(arguments));
    }

    private int run(String... arguments) {
        return run(Path.of(""), arguments);
    }

    @Test
    void run_noArguments_showsProdAsCommitted() {
        assertEquals(0, run(), err::toString);
        assertSays("telemetry, stack prod: ", out.toString(StandardCharsets.UTF_8));
        assertSilent("\u001b", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void run_json_isOneObject() {
        assertEquals(0, run("prod", "--json"), err::toString);

        var json = JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
        assertEquals("prod", json.get("stack").getAsString());
        assertEquals(
                "pulumi:pulumi:Stack",
                json.getAsJsonArray("resources")
                        .get(0)
                        .getAsJsonObject()
                        .get("type")
                        .getAsString());
    }

    @Test
    void run_help_tellsEveryOption() {
        assertEquals(0, run("--help"));
        List.of("--json", "--diff", "--picture", "--colour")
                .forEach(option -> assertSays(option, out.toString(StandardCharsets.UTF_8)));
    }

    @Test
    void run_wrongOption_namesHelp() {
        assertEquals(2, run("--jsn"));
        assertSays("no option \"--jsn\"; ./telemetry plan --help", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void run_diffWithoutRevision_namesHelp() {
        assertEquals(2, run("--diff"));
        assertSays("--diff needs a value", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void run_twoStacks_isRefused() {
        assertEquals(2, run("prod", "stage"));
        assertSays("one stack at a time", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void run_noBackEnd_warnsAtTheEnd(@TempDir Path directory) throws IOException {
        Files.copy(Path.of("Pulumi.yaml"), directory.resolve("Pulumi.yaml"));
        Files.writeString(directory.resolve("Pulumi.bare.yaml"), "config:\n  gcp:region: us-central1\n");

        assertEquals(0, run(directory, "bare"), err::toString);
        var text = out.toString(StandardCharsets.UTF_8);
        assertSays("\n  No back end: ", text.substring(text.indexOf("\nWarnings\n")));
    }

    @Test
    void run_configurationMistake_passesTheProgramsWordsOn(@TempDir Path directory) throws IOException {
        Files.copy(Path.of("Pulumi.yaml"), directory.resolve("Pulumi.yaml"));
        Files.writeString(directory.resolve("Pulumi.bad.yaml"), "config:\n  gcp:region: Mars\n");

        assertEquals(1, run(directory, "bad"));
        assertSays("gcp:region = Mars: allowed is", err.toString(StandardCharsets.UTF_8));
        assertSilent("\tat ", err.toString(StandardCharsets.UTF_8));
    }
}
