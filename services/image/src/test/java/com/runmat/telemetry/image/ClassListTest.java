package com.runmat.telemetry.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassListTest {
    @Test
    void of_orderAndNumbersOfClasses_doNotMatter() {
        var once = ClassList.of(List.of("# a comment", "b/B id: 1", "a/A id: 2 super: 1", "@lambda-proxy b/B x"));
        var again = ClassList.of(List.of("@lambda-proxy b/B x", "a/A id: 7", "b/B id: 3"));

        assertEquals(List.of("a/A", "b/B", "@lambda-proxy b/B x"), once.lines());
        assertEquals(once.lines(), again.lines());
    }

    @Test
    void of_classThatWasMadeAtRunTime_isLeftOut() {
        assertEquals(
                List.of(),
                ClassList.of(List.of("a/A id: 2 super: 1 source: file:/x.jar")).lines());
    }

    @Test
    void of_resolvedConstants_areLeftOut() {
        assertEquals(
                List.of("a/A"),
                ClassList.of(List.of("a/A id: 1", "@cp a/A 7 12")).lines());
    }

    @Test
    void and_isWhatBothHave() {
        var once = ClassList.of(List.of("a/A id: 1", "b/B id: 2"));
        var again = ClassList.of(List.of("b/B id: 1", "c/C id: 2"));

        assertEquals(List.of("b/B"), once.and(again).lines());
    }
}
