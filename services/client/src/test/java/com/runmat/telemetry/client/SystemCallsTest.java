package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's word for it: a process with telemetry off opens no socket and makes no file. */
class SystemCallsTest {
    private static final Path STRACE = Path.of("/usr/bin/strace");

    /**
     * The system calls by which a file or folder comes to be or a socket is opened. A JVM asks who its user is at its start, for
     * which the C library looks for a name service daemon on this machine (a socket of AF_UNIX): that is not the network.
     */
    private static final Pattern NETWORK = Pattern.compile("socket\\((?!AF_UNIX|AF_LOCAL).*");

    /** A call that another thread's interrupts in the log counts as one that succeeds. */
    private static final Pattern MADE = Pattern.compile(
            "(open|openat)\\(.*(O_CREAT|O_WRONLY|O_RDWR).*(= \\d+|unfinished).*"
                    + "|(creat|mkdir|mkdirat|link|linkat|symlink|symlinkat|rename|renameat|renameat2)\\(.*(= 0|unfinished).*");

    @TempDir
    Path folder;

    @BeforeEach
    void needStrace() {
        boolean there = Files.isExecutable(STRACE);
        assumeTrue(there || "true".equals(System.getenv("CI")), "strace is not installed, so nothing was proved here");
    }

    @Test
    void process_off_opensNoSocketAndMakesNoFile() throws Exception {
        for (String optOut :
                List.of("RUNMAT_NO_TELEMETRY=1", "RUNMAT_TELEMETRY=0", "DO_NOT_TRACK=1", "RUNMAT_TELEMETRY_KEY=")) {
            List<String> calls = trace(optOut);
            assertEquals(List.of(), matching(calls, NETWORK), optOut);
            assertEquals(List.of(), matching(calls, MADE), optOut);
        }
    }

    /** The same look at the same program with telemetry on must see both, else it proves nothing. */
    @Test
    void process_on_isSeenToDoBoth() throws Exception {
        List<String> calls = trace("RUNMAT_TELEMETRY=1");
        assertNotEquals(List.of(), matching(calls, NETWORK));
        assertNotEquals(List.of(), matching(calls, MADE));
    }

    private List<String> trace(String variable) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(folder, "home");
        Path log = folder.resolve("strace.log");
        List<String> command = new ArrayList<>(List.of(
                STRACE.toString(),
                "-f",
                "-qq",
                "-e",
                "trace=%network,%file",
                "-e",
                "signal=none",
                "-o",
                log.toString()));
        command.addAll(Child.java(ExampleProgram.class));
        try (Collector collector = new Collector()) {
            Map<String, String> environment = collector.environment(home.toString());
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            Child child = Child.run(environment, command);
            assertEquals(0, child.code(), child.out());
        }
        return Files.readAllLines(log);
    }

    private static List<String> matching(List<String> calls, Pattern pattern) {
        return calls.stream()
                .map(line -> line.replaceFirst("^\\d+ +", ""))
                .filter(call -> pattern.matcher(call).matches())
                .filter(call -> !call.contains("\"/dev/") && !call.contains("\"/proc/self/"))
                .toList();
    }
}
