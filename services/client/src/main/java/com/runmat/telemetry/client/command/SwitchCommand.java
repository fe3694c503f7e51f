package com.runmat.telemetry.client.command;

import com.runmat.telemetry.client.Settings;
import com.runmat.telemetry.client.config.ConfigFile;
import java.io.IOException;

/** Writes the user's choice into {@code ~/.runmat/config.toml} and says what now holds. */
final class SwitchCommand {
    private SwitchCommand() {}

    static int run(Invocation call, boolean enabled) {
        String name = enabled ? "enable" : "disable";
        if (call.asksForHelp()) {
            return call.help(help(name, enabled));
        }
        if (!call.arguments().isEmpty()) {
            return call.wrong(name + " takes no arguments");
        }
        ConfigFile file = new ConfigFile(Settings.read(call.environment(), "").configFile());
        try {
            file.set(enabled);
        } catch (IOException failed) {
            return failed(call, file, failed, enabled);
        }
        call.out().println("telemetry.enabled = " + enabled + " stands in " + file.path());
        return sayWhatHolds(call, enabled);
    }

    /** An opt-out in the environment outweighs the file, and the user should not have to find out by surprise. */
    private static int sayWhatHolds(Invocation call, boolean enabled) {
        Settings settings = Settings.read(call.environment(), "");
        if (enabled && !settings.on()) {
            call.out().println("Still, here: " + StatusCommand.sentence(settings));
        }
        return Invocation.GOOD;
    }

    /** Switching off what already counts as off is no failure to the user: the wish is fulfilled. */
    private static int failed(Invocation call, ConfigFile file, IOException failed, boolean enabled) {
        call.err().println("telemetry: " + file.path() + " was not changed: " + reason(failed));
        boolean offAnyway = switch (file.consent()) {
            case DISABLED, UNCLEAR -> true;
            case ENABLED, UNSAID -> false;
        };
        if (offAnyway) {
            call.err().println("telemetry: as it stands, telemetry is off");
        }
        return !enabled && offAnyway ? Invocation.GOOD : Invocation.FAILED;
    }

    private static String reason(IOException failed) {
        return failed instanceof java.nio.file.FileSystemException system
                ? system.getClass().getSimpleName() + " at " + system.getFile()
                : String.valueOf(failed.getMessage());
    }

    private static String help(String name, boolean enabled) {
        return """
                usage: ./telemetry %s

                Sets telemetry.enabled = %s in ~/.runmat/config.toml and keeps everything else in that file. The environment
                still outweighs it: RUNMAT_NO_TELEMETRY=1, RUNMAT_TELEMETRY=0 and DO_NOT_TRACK=1 are always off.
                """.formatted(name, enabled);
    }
}
