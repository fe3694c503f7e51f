package com.runmat.telemetry.ops;

import java.util.List;

/** The environment cannot be used; {@link #mistakes()} says all that is wrong with it, one sentence each, without secrets. */
public final class WrongSettings extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> mistakes;

    WrongSettings(List<String> mistakes) {
        super(String.join("; ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
