package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The PowerShell snippet. Where {@code pwsh} is installed it is run; elsewhere these tests see no more than its text: that it says the
 * same names as the shell's and that its brackets and quotes close. They do not show that it works.
 */
class PowerShellInstallerTest {
    private static final Path SNIPPET = Path.of("installers/telemetry.ps1");
    private static final Path SHELL = Path.of("installers/telemetry.sh");

    @TempDir
    Path home;

    @Test
    void snippet_namesTheSameVariablesFieldsAndFilesAsTheShells() throws Exception {
        String powershell = Files.readString(SNIPPET);
        String shell = Files.readString(SHELL);
        assertEquals(
                words("\\b(RUNMAT_[A-Z_]+|DO_NOT_TRACK)\\b", shell),
                words("\\b(RUNMAT_[A-Z_]+|DO_NOT_TRACK)\\b", powershell));
        assertEquals(
                words("\\binstall_(start|complete|failed)\\b", shell),
                words("\\binstall_(start|complete|failed)\\b", powershell));
        for (String field : List.of("event_label", "uuid", "cid", "os", "arch", "platform", "release", "method")) {
            assertTrue(
                    Pattern.compile("(fields\\.|[{;] )" + field + " ?=")
                            .matcher(powershell)
                            .find(),
                    field);
        }
        for (String same : List.of(
                "https://telemetry.runmat.com/ingest", "telemetry_id", "config.toml", ".runmat", "x-telemetry-key")) {
            assertTrue(powershell.contains(same) && shell.contains(same), same);
        }
        assertEquals(
                words("'(windows|macos|linux|x86_64|aarch64|x86|arm|other)'", powershell)
                        .size(),
                8);
    }

    @Test
    void snippet_text_isAsciiAndItsBracketsClose() throws Exception {
        String text = Files.readString(SNIPPET, StandardCharsets.US_ASCII);
        assertFalse(text.contains("\uFFFD"), "Windows PowerShell 5.1 reads a script without mark as ANSI");
        Deque<Character> open = new ArrayDeque<>();
        for (char c : withoutCommentsAndStrings(text).toCharArray()) {
            if ("({[".indexOf(c) >= 0) {
                open.push(c);
            } else if (")}]".indexOf(c) >= 0) {
                assertEquals("({[".charAt(")}]".indexOf(c)), open.pop());
            }
        }
        assertTrue(open.isEmpty());
    }

    /** PowerShell's own commands for files look where the current location is, which need not be on a disk. */
    @Test
    void snippet_files_areAskedForByDotNetAlone() throws Exception {
        String text = withoutCommentsAndStrings(Files.readString(SNIPPET));
        assertEquals(Set.of(), words("\\w+-(Path|Content|Item|ItemProperty|ChildItem|Location)\\b", text));
    }

    /**
     * @param before what the install script does first
     * @param configuration what the user's file holds
     * @param requests how many must arrive
     */
    private record Case(String before, String configuration, int requests) {
        @Override
        public String toString() {
            return before + configuration;
        }
    }

    /** PowerShell comes from no Debian package: these run where it is installed, and there are none elsewhere. */
    @TestFactory
    Stream<DynamicTest> install_realPowerShell() {
        String off = "[telemetry]\nenabled = false";
        List<Case> cases = List.of(
                new Case("$env:RUNMAT_NO_TELEMETRY = '0'; ", "", 1),
                new Case("$env:RUNMAT_NO_TELEMETRY = '1'; ", "", 0),
                new Case("$env:HOME = '/dev/null'; ", "", 0),
                new Case("Set-StrictMode -Version Latest; ", "[jit]\nenabled = false\n[telemetry]\nenabled = true", 1),
                new Case("", off, 0),
                new Case("", "[telemetry]\ntags = [\n[\"a\"]\n]\nenabled = false", 0),
                new Case("", "[telemetry]\nenabled = 'true'", 0),
                new Case("Set-Location Env:; ", "", 1),
                new Case("Set-Location Env:; ", off, 0));
        return (installed() ? cases.stream() : Stream.<Case>empty())
                .map(one -> DynamicTest.dynamicTest(one.toString(), () -> install(one)));
    }

    /** The corpus, where PowerShell is installed. */
    @TestFactory
    Stream<DynamicTest> configuration_corpus_isTheFoldersName() {
        return (installed() ? Configurations.all().stream() : Stream.<Configurations.Configuration>empty())
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    Path file = Files.write(home.resolve("config.toml"), one.bytes());
                    String ask = ". ./installers/telemetry.ps1; if (Test-RunMatConfiguredOff '" + file
                            + "') { Write-Output off } else { Write-Output on }";
                    Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "HOME", home.toString());
                    Child child = Child.run(environment, List.of("pwsh", "-NoProfile", "-Command", ask));
                    assertEquals(one.on() ? "on\n" : "off\n", child.out());
                }));
    }

    private static boolean installed() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pwsh")));
    }

    private void install(Case one) throws Exception {
        String install = ". ./installers/telemetry.ps1; " + one.before()
                + "Send-RunMatTelemetry install_complete v0.6.2; Write-Output installed";
        Path folder = Files.createDirectories(home.resolve(".runmat"));
        Files.writeString(folder.resolve("config.toml"), one.configuration());
        Files.deleteIfExists(folder.resolve("telemetry_id"));
        try (Collector collector = new Collector();
                Collector proxy = new Collector()) {
            Map<String, String> environment = new HashMap<>(collector.environment(home.toString()));
            environment.put("PATH", System.getenv("PATH"));
            environment.put("http_proxy", proxy.endpoint());
            Child child = Child.run(environment, List.of("pwsh", "-NoProfile", "-Command", install));
            assertEquals("installed\n", child.out());
            assertEquals(one.requests(), collector.requests.size());
            assertEquals(one.requests() > 0, Files.exists(folder.resolve("telemetry_id")));
            assertEquals(List.of(), proxy.requests, "the key in plain text");
        }
    }

    /** Without what is between quotes; PowerShell doubles a quote to write it. */
    private static String withoutCommentsAndStrings(String text) {
        return text.lines()
                .map(line -> line.replaceAll("'[^']*'", ""))
                .map(line -> line.replaceAll("\"[^\"]*\"", ""))
                .map(line -> line.replaceAll("#.*", ""))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> words(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
