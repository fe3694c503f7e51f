package com.runmat.telemetry.client;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where the user's files are.
 *
 * @param folder {@code ~/.runmat}, on Windows {@code %USERPROFILE%\.runmat}
 */
public record UserFiles(Path folder) {
    static UserFiles in(Map<String, String> environment) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        String home = environment.getOrDefault(windows ? "USERPROFILE" : "HOME", "");
        String known = home.isBlank() ? System.getProperty("user.home", ".") : home;
        try {
            return new UserFiles(Path.of(known, ".runmat"));
        } catch (InvalidPathException unusable) {
            return new UserFiles(Path.of(".runmat"));
        }
    }

    /** The configuration file; it need not be there. */
    public Path config() {
        return folder.resolve("config.toml");
    }

    /** The anonymous client id; it need not be there. */
    public Path clientId() {
        return folder.resolve("telemetry_id");
    }
}
