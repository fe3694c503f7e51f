package com.runmat.telemetry.probe;

/** A mistake in the arguments or in what they point to; the message is a sentence for the operator. */
final class WrongArguments extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongArguments(String sentence) {
        super(sentence);
    }
}
