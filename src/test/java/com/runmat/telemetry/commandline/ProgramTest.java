package com.runmat.telemetry.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ProgramTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A command that ends as it is told to. */
    @Command(
            name = "end",
            description = "Ends as it is told to.",
            exitCodeList = {"0:well", "1:not so", "2:wrong usage"})
    static final class End extends Action {
        @Parameters(description = "well, found, refused or broken")
        private String how = "";

        @Option(names = "--json", description = "as JSON")
        private boolean json;

        @Override
        public Integer call() {
            return switch (how) {
                case "found" -> FOUND;
                case "refused" -> {
                    progress("looking for a cloud");
                    throw Refusal.failed("there is no cloud; bring one");
                }
                case "senseless" -> throw Refusal.wrongUsage("it cannot end so; choose another way");
                case "broken" -> throw new IllegalStateException("a mistake of ours");
                default -> {
                    out().println(json ? "{}" : "well");
                    yield WELL;
                }
            };
        }
    }

    @Command(
            name = "./telemetry",
            subcommands = {End.class})
    static final class Ends {}

    private int run(String... arguments) {
        return Program.of(new Ends())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({"well, 0", "found, 1", "refused, 1", "senseless, 2", "broken, 1"})
    void run_anyEnd_hasTheExitCodeOfAllCommands(String how, int exitCode) {
        assertEquals(exitCode, run("end", how));
    }

    @Test
    void run_refused_saysTheSentenceAlone() {
        run("end", "refused");
        assertEquals("telemetry: there is no cloud; bring one\n", err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void run_progress_isToldAndWipedBeforeWhatIsLast() {
        run("end", "--progress", "refused");
        assertEquals("\r\033[Klooking for a cloud\r\033[Ktelemetry: there is no cloud; bring one\n", err.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            end --jsn well | 'telemetry: Unknown option: ''--jsn'' (did you mean --json?); ./telemetry end --help tells more'
            end --progess well | 'telemetry: Unknown option: ''--progess'' (did you mean --progress?); ./telemetry end --help tells more'
            end --xml well | 'telemetry: Unknown option: ''--xml''; ./telemetry end --help tells more'
            edn            | 'telemetry: Unmatched argument at index 0: ''edn'' (did you mean end?); ./telemetry help lists them'
            end            | 'telemetry: Missing required parameter: ''<how>''; ./telemetry end --help tells more'
            """)
    void run_mistake_namesWhatMayBeMeant(String arguments, String sentence) {
        assertEquals(2, run(arguments.split(" ")));
        assertEquals(sentence + "\n", err.toString());
    }

    @Test
    void help_anyCommand_hasOneForm() {
        assertEquals(0, run("end", "--help"));
        assertEquals("""
                usage: ./telemetry end [-h] [--json] [--progress] <how>

                Ends as it is told to.

                      <how>        well, found, refused or broken

                      --json       as JSON
                      --progress   say on standard error what is being done, as on a terminal
                  -h, --help       this text

                Exit code
                  0   well
                  1   not so
                  2   wrong usage
                """, out.toString());
        assertTrue(err.toString().isEmpty());
    }
}
