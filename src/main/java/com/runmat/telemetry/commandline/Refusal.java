package com.runmat.telemetry.commandline;

/** A command cannot do what it was asked; the message is a sentence that says what to do instead. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private Refusal(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** What was asked for makes no sense: exit code 2. */
    public static Refusal wrongUsage(String sentence) {
        return new Refusal(Action.WRONG_USAGE, sentence);
    }

    /** It was tried and did not work: exit code 1. */
    public static Refusal failed(String sentence) {
        return new Refusal(Action.FOUND, sentence);
    }

    int exitCode() {
        return exitCode;
    }
}
