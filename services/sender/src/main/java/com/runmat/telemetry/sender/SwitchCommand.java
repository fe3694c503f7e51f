package com.runmat.telemetry.sender;

import com.runmat.telemetry.client.Settings;
import com.runmat.telemetry.client.config.ConfigFile;
import com.runmat.telemetry.commandline.Action;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Map;

/** Writes the user's choice into {@code ~/.runmat/config.toml} and says what now holds. */
abstract class SwitchCommand extends Action {
    private final boolean enabled;
    private final Map<String, String> environment;

    SwitchCommand(boolean enabled, Map<String, String> environment) {
        this.enabled = enabled;
        this.environment = environment;
    }

    @Override
    public final Integer call() {
        ConfigFile file = new ConfigFile(Settings.read(environment, "").configFile());
        try {
            file.set(enabled);
        } catch (IOException failed) {
            return failed(file, failed);
        }
        out().println("telemetry.enabled = " + enabled + " stands in " + file.path());
        sayWhatHolds();
        return WELL;
    }

    /** An opt-out in the environment outweighs the file, and the user should not have to find out by surprise. */
    private void sayWhatHolds() {
        Settings settings = Settings.read(environment, "");
        if (enabled && !settings.on()) {
            out().println("Still, here: " + StatusCommand.sentence(settings));
        }
    }

    /** Switching off what already counts as off is no failure to the user: the wish is fulfilled. */
    private int failed(ConfigFile file, IOException failed) {
        err().println("telemetry: " + file.path() + " was not changed: " + reason(failed));
        boolean offAnyway = switch (file.consent()) {
            case DISABLED, UNCLEAR -> true;
            case ENABLED, UNSAID -> false;
        };
        if (offAnyway) {
            err().println("telemetry: as it stands, telemetry is off");
        }
        return !enabled && offAnyway ? WELL : FOUND;
    }

    private static String reason(IOException failed) {
        return failed instanceof FileSystemException system
                ? system.getClass().getSimpleName() + " at " + system.getFile()
                : String.valueOf(failed.getMessage());
    }
}
