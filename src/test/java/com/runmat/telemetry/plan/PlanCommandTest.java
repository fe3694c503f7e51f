package com.runmat.telemetry.plan;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import com.runmat.telemetry.commandline.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On this project's own files. */
class PlanCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Path directory, String... arguments) {
        return Program.ofOne(new PlanCommand(directory))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of("plan"), Stream.of(arguments)).toArray(String[]::new));
    }

    private int run(String... arguments) {
        return run(Path.of(""), arguments);
    }

    @Test
    void run_noArguments_showsProdAsCommitted() {
        assertEquals(0, run(), err::toString);
        assertSays("telemetry, stack prod: ", out.toString());
        assertSilent("\u001b", out.toString());
    }

    @Test
    void run_json_isOneObject() {
        assertEquals(0, run("prod", "--json"), err::toString);

        var json = JsonParser.parseString(out.toString()).getAsJsonObject();
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
        List.of("--json", "--diff", "--picture", "--colour").forEach(option -> assertSays(option, out.toString()));
    }

    @Test
    void run_wrongOption_namesTheRightOneAndHelp() {
        assertEquals(2, run("--jsn"));
        assertSays("(did you mean --json?); ./telemetry plan --help", err.toString());
    }

    @Test
    void run_diffWithoutRevision_namesHelp() {
        assertEquals(2, run("--diff"));
        assertSays("parameter for option '--diff'", err.toString());
    }

    @Test
    void run_twoStacks_isRefused() {
        assertEquals(2, run("prod", "stage"));
        assertSays("'stage'", err.toString());
    }

    @Test
    void run_twoForms_isRefused() {
        assertEquals(2, run("--json", "--picture"));
        assertSays("mutually exclusive", err.toString());
    }

    @Test
    void run_noBackEnd_warnsAtTheEnd(@TempDir Path directory) throws IOException {
        Files.copy(Path.of("Pulumi.yaml"), directory.resolve("Pulumi.yaml"));
        Files.writeString(directory.resolve("Pulumi.bare.yaml"), "config:\n  gcp:region: us-central1\n");

        assertEquals(0, run(directory, "bare"), err::toString);
        var text = out.toString();
        assertSays("\n  No back end: ", text.substring(text.indexOf("\nWarnings\n")));
    }

    @Test
    void run_configurationMistake_passesTheProgramsWordsOn(@TempDir Path directory) throws IOException {
        Files.copy(Path.of("Pulumi.yaml"), directory.resolve("Pulumi.yaml"));
        Files.writeString(directory.resolve("Pulumi.bad.yaml"), "config:\n  gcp:region: Mars\n");

        assertEquals(1, run(directory, "bad"));
        assertSays("gcp:region = Mars: allowed is", err.toString());
        assertSilent("\tat ", err.toString());
    }
}
