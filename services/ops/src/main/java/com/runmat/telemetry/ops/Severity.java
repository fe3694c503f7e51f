package com.runmat.telemetry.ops;

/** How much a line of the log matters, as Cloud Logging names it. */
public enum Severity {
    DEBUG(System.Logger.Level.DEBUG),
    INFO(System.Logger.Level.INFO),
    WARNING(System.Logger.Level.WARNING),
    ERROR(System.Logger.Level.ERROR);

    private final System.Logger.Level level;

    Severity(System.Logger.Level level) {
        this.level = level;
    }

    /** What the JDK calls it. */
    System.Logger.Level level() {
        return level;
    }
}
