package com.runmat.telemetry.sender;

import com.runmat.telemetry.commandline.Program;
import picocli.CommandLine.Command;

/** The commands of this program: a class and a line here for each. */
@Command(
        name = "./telemetry",
        subcommands = {SendCommand.class, StatusCommand.class, EnableCommand.class, DisableCommand.class})
public final class Commands {
    /** For {@link Program}, and for the completion of every program's commands. */
    public Commands() {}

    public static void main(String[] arguments) {
        Program.run(new Commands(), arguments);
    }
}
