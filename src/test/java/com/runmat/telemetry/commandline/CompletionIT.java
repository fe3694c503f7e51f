package com.runmat.telemetry.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./telemetry completion} prints, judged by the shells themselves; builds every program first. */
class CompletionIT {
    @TempDir
    private static Path folder;

    private static Path script(String shell) {
        return folder.resolve("telemetry." + shell);
    }

    @BeforeAll
    static void print() throws IOException {
        for (var shell : List.of("bash", "zsh")) {
            Tool.run("sh", "-c", "./telemetry completion " + shell + " 2>/dev/null >" + script(shell));
            assertTrue(Files.size(script(shell)) > 0);
        }
    }

    /** The commands, the options of one in each program, and the words of a value. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pl                   | plan
            pro                  | probe
            s                    | send status
            plan --js            | --json
            probe --data         | --datagram-timeout
            local --ing          | --ingest-port
            send --run-kind kern | kernel
            send install_s       | install_start
            completion z         | zsh
            nothing --js         |
            """)
    void bash_typedSoFar_isCompleted(String typed, String completed) {
        var said = Tool.run("bash", "--norc", "-c", """
                . "$1"
                COMP_WORDS=(telemetry $2) COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE="telemetry $2"
                COMP_POINT=${#COMP_LINE}
                $(complete -p telemetry | sed 's/.*-F \\([^ ]*\\) .*/\\1/') 2>/dev/null
                printf '%s\\n' "${COMPREPLY[@]}" | LC_ALL=C sort | xargs
                """, "bash", script("bash").toString(), typed);
        assertEquals(completed == null ? "" : completed, said.strip());
    }

    /** As at a keyboard: zsh completes nothing but what is typed. */
    @Test
    void zsh_tabIsPressed_completesTheOption() {
        Tool.require("zsh's completion was not tried", "zsh", "timeout:coreutils");
        var said = Tool.run(
                "timeout",
                "120",
                "env",
                "TERM=vt100",
                "zsh",
                "-f",
                "-c",
                """
                zmodload zsh/zpty
                zpty typed zsh -f -i
                zpty -w typed ". $1 && print LOAD''ED"
                zpty -r typed said '*LOADED*'
                zpty -w -n typed $'./telemetry plan --js\\t'
                zpty -r typed said '*--json*'
                print -r -- $said
                """,
                "zsh",
                script("zsh").toString());
        assertTrue(said.contains("--json"), said);
    }
}
