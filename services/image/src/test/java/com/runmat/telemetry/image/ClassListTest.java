package com.runmat.telemetry.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassListTest {
    /** Joins a string and makes a lambda, each of which is a call site among the constants of its class. */
    private static final String WITH_CALL_SITES = "com/runmat/telemetry/image/Contents";

    @TempDir
    Path module;

    private CallSites callSites;

    @BeforeEach
    void build() throws IOException {
        var contents = new Contents(module, "worker", "Main");
        Files.createDirectories(contents.app().resolve("lib"));
        callSites = new CallSites(contents);
    }

    @Test
    void of_orderAndNumbersOfClasses_doNotMatter() {
        var once = ClassList.of(
                List.of("# a comment", "b/B id: 1", "a/A id: 2 super: 1", "@lambda-proxy b/B x"), callSites);
        var again = ClassList.of(List.of("@lambda-proxy b/B x", "a/A id: 7", "b/B id: 3"), callSites);

        assertEquals(List.of("a/A", "b/B", "@lambda-proxy b/B x"), once.lines());
        assertEquals(once.lines(), again.lines());
    }

    @Test
    void of_classThatWasMadeAtRunTime_isLeftOut() {
        assertEquals(
                List.of(),
                ClassList.of(List.of("a/A id: 2 super: 1 source: file:/x.jar"), callSites)
                        .lines());
    }

    @Test
    void of_constants_areCallSitesAlone() throws IOException {
        var everyIndex = new StringBuilder("@cp " + WITH_CALL_SITES);
        var constants = ClassFile.of()
                .parse(ClassListTest.class
                        .getResourceAsStream("/" + WITH_CALL_SITES + ".class")
                        .readAllBytes())
                .constantPool();
        var expected = new StringBuilder("@cp " + WITH_CALL_SITES);
        for (var entry : constants) {
            everyIndex.append(' ').append(entry.index());
            if (entry instanceof InvokeDynamicEntry) {
                expected.append(' ').append(entry.index());
            }
        }

        assertEquals(
                List.of(expected.toString()),
                ClassList.of(List.of(everyIndex.toString()), callSites).lines());
    }

    @Test
    void and_isWhatBothHave() {
        var once = ClassList.of(List.of("a/A id: 1", "b/B id: 2"), callSites);
        var again = ClassList.of(List.of("b/B id: 1", "c/C id: 2"), callSites);

        assertEquals(List.of("b/B"), once.and(again).lines());
    }
}
