package com.runmat.telemetry.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorClassTest {
    private final ErrorClass shape = new ErrorClass();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Execution failed: MATLAB:UndefinedFunction: Undefined function: foo | MATLAB:UndefinedFunction",
                "MATLAB:UndefinedFunction | MATLAB:UndefinedFunction",
                "MATLAB:UndefinedFunction. | MATLAB:UndefinedFunction",
                "MATLAB:badsubscript: Index exceeds | MATLAB:badsubscript",
                "RunMat:cos:GpuUnavailable | RunMat:cos:GpuUnavailable",
                "RunMat:a:b:c:d | RunMat:a:b:c:d",
                "(RunMat:ShapeMismatch) | RunMat:ShapeMismatch",
                "'MATLAB:UndefinedFunction' | MATLAB:UndefinedFunction",
                "MATLAB:class:InvalidHandle: gone | MATLAB:class:InvalidHandle",
                "first MATLAB:One then RunMat:Two | MATLAB:One",
                "Acme:Secret after RunMat:Two | RunMat:Two",
            })
    void keep_identifierOfRunMatsOwn_isKeptWhole(String text, String expected) {
        assertEquals(expected, shape.keep(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain message",
                "x = a:b",
                "data(First:Last)",
                "data(MATLAB:Last)",
                "data{RunMat:Last}",
                "C:\\Users\\Ann",
                "https://example.org/MATLAB:Thing",
                "/home/ann/MATLAB:Secret",
                "/home/ann MATLAB:Secret/thesis.m",
                "MATLAB:Secret\\thesis.m",
                "MATLAB:Secret.m",
                "ann:hunter2",
                "User:alice",
                "Password:hunter2",
                "Thesis:Chapter3",
                "file.m:12",
                "MyMATLAB:Thing",
                "Acme.MATLAB:Thing",
                "MATLAB:Thing@example.org",
                "MATLAB:Thing(3)",
                "MATLAB:Wörter",
                "MATLAB:Thing:12",
                "MATLAB:",
                "MATLAB: gone",
                "matlab:undefined",
                "RunMat:a:b:c:d:e",
                "rows=MATLAB:Last",
            })
    void keep_anythingElse_isOther(String text) {
        assertEquals("other", shape.keep(text));
    }

    @Test
    void keep_lineBreak_endsTheIdentifier() {
        assertEquals("MATLAB:UndefinedFunction", shape.keep("MATLAB:UndefinedFunction\nsecret_model"));
        assertEquals("MATLAB:UndefinedFunction", shape.keep("secret\r\nMATLAB:UndefinedFunction:\tsecret"));
    }

    @Test
    void keep_farDown_isFound() {
        assertEquals("MATLAB:Late", shape.keep("x".repeat(60_000) + " MATLAB:Late"));
    }

    @Test
    void keep_longestPart() {
        assertEquals("RunMat:" + "a".repeat(61), shape.keep("RunMat:" + "a".repeat(61)));
        assertEquals("other", shape.keep("RunMat:" + "a".repeat(62)));
    }

    @Test
    void keep_nothingToSee_isLeftOut() {
        assertNull(shape.keep(" \n"));
    }
}
