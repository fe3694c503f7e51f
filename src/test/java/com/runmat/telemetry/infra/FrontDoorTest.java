package com.runmat.telemetry.infra;

import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code ./telemetry}, as far as it builds nothing. */
class FrontDoorTest {
    private static final Path SCRIPT = Path.of("telemetry").toAbsolutePath();

    @TempDir
    private Path elsewhere;

    private record Run(int exitCode, String output) {}

    private Run run(Path script, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    @Test
    void help_listsEveryCommand() throws IOException, InterruptedException {
        var help = run(SCRIPT, "help").output();

        try (var lines = Files.lines(SCRIPT)) {
            var commands = lines.filter(line -> line.matches("run_[a-z_]+\\(\\).*"))
                    .map(line -> line.substring("run_".length(), line.indexOf('(')))
                    .toList();
            assertTrue(commands.containsAll(List.of("plan", "help")), commands::toString);
            commands.forEach(command -> assertTrue(help.contains(command), command));
        }
    }

    @Test
    void noCommand_isHelp() throws IOException, InterruptedException {
        assertEquals(run(SCRIPT, "help"), run(SCRIPT));
    }

    @Test
    void unknownCommand_namesHelp() throws IOException, InterruptedException {
        assertEquals(
                new Run(2, "telemetry: no command \"deploy\"; ./telemetry help lists them\n"), run(SCRIPT, "deploy"));
    }

    @ParameterizedTest
    @CsvSource({"pln, plan", "plna, plan", "prob, probe", "Status, status", "stauts, status", "locale, local"})
    void mistypedCommand_namesTheNearest(String typed, String meant) throws IOException, InterruptedException {
        assertEquals(
                new Run(
                        2,
                        "telemetry: no command \"%s\" (did you mean %s?); ./telemetry help lists them\n"
                                .formatted(typed, meant)),
                run(SCRIPT, typed));
    }

    @Test
    void commandOfTheShell_isNoCommandHere() throws IOException, InterruptedException {
        assertEquals(2, run(SCRIPT, "plan;id").exitCode());
    }

    @Test
    void symbolicLink_findsTheProject() throws IOException, InterruptedException {
        var link = Files.createSymbolicLink(elsewhere.resolve("tm"), SCRIPT);

        assertSays("plan [stack]", run(link, "help").output());
    }

    @Test
    void noJdk_saysWhatToInstall() throws IOException, InterruptedException {
        var process = new ProcessBuilder("/bin/sh", "-c", "java_home= ; . \"$0\" help >/dev/null; unset HOME; jdk 999")
                .redirectErrorStream(true);
        process.command().add(SCRIPT.toString());
        var started = process.start();
        var output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, started.waitFor());
        assertEquals(
                "telemetry: needs a JDK 999 or newer and found none: install one (https://adoptium.net) or set JAVA_HOME to it\n",
                output);
    }
}
