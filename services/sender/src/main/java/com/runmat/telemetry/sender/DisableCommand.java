package com.runmat.telemetry.sender;

import java.util.Map;
import picocli.CommandLine.Command;

/** {@code ./telemetry disable}. */
@Command(
        name = "disable",
        description = {
            "Sets telemetry.enabled = false in ~/.runmat/config.toml and keeps everything else in that file. The environment",
            "still outweighs it: RUNMAT_NO_TELEMETRY=1, RUNMAT_TELEMETRY=0 and DO_NOT_TRACK=1 are always off."
        },
        exitCodeList = {"0:it stands there, or counts as off anyway", "1:the file could not be changed", "2:wrong usage"
        })
final class DisableCommand extends SwitchCommand {
    /** By the environment of this process. */
    DisableCommand() {
        this(System.getenv());
    }

    DisableCommand(Map<String, String> environment) {
        super(false, environment);
    }
}
