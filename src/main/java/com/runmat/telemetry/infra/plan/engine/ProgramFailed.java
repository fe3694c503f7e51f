package com.runmat.telemetry.infra.plan.engine;

import java.util.List;

/** The program ended without a stack: what it said about it, or that it did not end. */
public final class ProgramFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProgramFailed(List<String> errors) {
        super(said(errors));
    }

    ProgramFailed(List<String> errors, Throwable cause) {
        super(errors.isEmpty() ? "the program did not end: " + cause : said(errors), cause);
    }

    private static String said(List<String> errors) {
        return errors.isEmpty() ? "the program failed and said nothing" : String.join("\n", errors);
    }
}
