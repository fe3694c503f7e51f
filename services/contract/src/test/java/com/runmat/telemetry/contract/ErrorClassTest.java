package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorClassTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Execution failed: MATLAB:UndefinedFunction: Undefined function: foo | MATLAB:UndefinedFunction",
                "MATLAB:UndefinedFunction | MATLAB:UndefinedFunction",
                "MATLAB:badsubscript: Index exceeds | MATLAB:badsubscript",
                "(RunMat:ShapeMismatch) | RunMat:ShapeMismatch",
                "MATLAB:class:InvalidHandle: gone | MATLAB:class",
                "first MATLAB:One then MATLAB:Two | MATLAB:One",
            })
    void in_class(String text, String expected) {
        assertEquals(expected, ErrorClass.in(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain message",
                "x = a:b",
                "for i = N:M",
                "C:\\Users\\Ann",
                "https://example.org/Secret:Thing",
                "/home/ann/Data:Secret",
                "ann:hunter2",
                "file.m:12",
                "Error: something",
                "mailto:ann@example.org",
                "rows=First:Last",
                "Users:Ann/thesis.m",
                "Ünder:Wörter",
            })
    void in_nothingThatMayBeCodeOrAPath(String text) {
        assertNull(ErrorClass.in(text));
    }

    @org.junit.jupiter.api.Test
    void in_farDown() {
        assertNull(ErrorClass.in("x".repeat(600) + " MATLAB:Late"));
    }
}
