package com.runmat.telemetry.client.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * One call of a command.
 *
 * @param arguments what follows the command's name
 * @param out where results go
 * @param err where everything else goes
 */
record Invocation(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    /** Done. */
    static final int GOOD = 0;

    /** Tried, and it did not work. */
    static final int FAILED = 1;

    /** Not understood. */
    static final int USAGE = 2;

    /** Nothing was sent because telemetry is off. */
    static final int OFF = 3;

    boolean asksForHelp() {
        return arguments.contains("--help") || arguments.contains("-h");
    }

    /** Prints help and gives the exit code for it. */
    int help(String text) {
        out.print(text);
        return GOOD;
    }

    /** Prints what was wrong and gives the exit code for it. */
    int wrong(String message) {
        err.println("telemetry: " + message + "; --help tells more");
        return USAGE;
    }
}
