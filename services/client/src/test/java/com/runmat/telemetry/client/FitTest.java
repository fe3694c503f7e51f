package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.6.2", "v0.2.8-rc.1+build_7", "unknown", "undefined_function"})
    void word_versionOrCode_isKept(String text) {
        assertEquals(text, Fit.word(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "/home/ann/thesis.m", "C:\\work", "A = secret * 2", "ann@dystr.com", "naïve", "x\ny"})
    void word_anythingElse_isLeftOut(String text) {
        assertNull(Fit.word(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NVIDIA GeForce RTX 3080/PCIe/SSE2", "Intel(R) UHD Graphics 620 (KBL GT2)", "AMD Radeon™ RX 7900"
            })
    void productName_driversText_isKept(String text) {
        assertEquals(text, Fit.productName(text, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/dev/dri/card0", "./driver", "C:\\driver", "ann@host", "x = 'secret'"})
    void productName_anythingElse_isLeftOut(String text) {
        assertNull(Fit.productName(text, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MATLAB:UndefinedFunction", "RunMat:parse_error", "Abc:def"})
    void errorClass_identifier_isKept(String text) {
        assertEquals(text, Fit.errorClass(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "MATLAB",
                "MATLAB:",
                ":UndefinedFunction",
                "MATLAB:UndefinedFunction: Undefined function 'secret'",
                "matlab:undefined",
                "Ab:cde",
                "Abc:1de",
                "C:/Users/ann",
                "Error in /home/ann/x.m:12",
            })
    void errorClass_anythingElse_isLeftOut(String text) {
        assertNull(Fit.errorClass(text));
    }
}
