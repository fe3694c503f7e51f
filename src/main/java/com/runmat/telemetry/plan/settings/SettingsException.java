package com.runmat.telemetry.plan.settings;

import java.util.List;

/** The project's or the stack's file cannot be used: each mistake one sentence that names the fix. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SettingsException(String mistake) {
        super(mistake);
    }

    SettingsException(List<String> mistakes) {
        super(String.join("\n", mistakes));
    }
}
