package com.runmat.telemetry.commandline;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * One command of {@code ./telemetry}: a class with picocli's annotations that does its work in {@link #call} and gives one of
 * the exit codes here, or throws {@link Refusal}. Results go to {@link #out}, everything else to {@link #err}.
 */
public abstract class Action implements Callable<Integer> {
    /** All is well. */
    public static final int WELL = 0;

    /** It was tried and did not work, or what was looked for was found. */
    public static final int FOUND = 1;

    /** The command line is wrong; nothing was tried. */
    public static final int WRONG_USAGE = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = Integer.MAX_VALUE,
            description = "this text")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;

    @Option(
            names = "--progress",
            order = Integer.MAX_VALUE - 1,
            description = "say on standard error what is being done, as on a terminal")
    private boolean progress;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    /** An action without arguments yet. */
    protected Action() {}

    /** Where results go: what a program reads, or the next one in a pipe. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where everything else goes. */
    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Tells someone who watches what is being done, in a line that the next one takes the place of; an empty one ends it. */
    protected final void progress(String step) {
        if (progress) {
            err().print("\r\033[K" + step);
            err().flush();
        }
    }
}
