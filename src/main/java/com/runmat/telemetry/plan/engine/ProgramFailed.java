package com.runmat.telemetry.plan.engine;

import java.util.List;
import java.util.stream.Collectors;

/** The program ended without a stack: what it said about it, or that it did not end. */
public final class ProgramFailed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String OURS = "com.runmat.";

    ProgramFailed(List<String> errors) {
        super(said(errors));
    }

    ProgramFailed(List<String> errors, Throwable cause) {
        super(errors.isEmpty() ? "the program did not end: " + cause : said(errors), cause);
    }

    private static String said(List<String> errors) {
        return errors.isEmpty()
                ? "the program failed and said nothing"
                : errors.stream().map(ProgramFailed::sentence).distinct().collect(Collectors.joining("\n"));
    }

    /** The SDK sends whole stack traces; what was wrong stands in the line before one, and where in our first frame. */
    private static String sentence(String error) {
        var lines = error.lines()
                .filter(line -> !line.startsWith("Running program ["))
                .toList();
        var said = lines.stream()
                .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
                .map(line ->
                        line.replaceFirst("^(Caused by: )?(io\\.grpc\\.StatusRuntimeException: [A-Z_]+: )?", "$1"));
        var where =
                lines.stream().filter(line -> line.startsWith("\tat " + OURS)).limit(1);
        return java.util.stream.Stream.concat(said, where).collect(Collectors.joining("\n"));
    }
}
