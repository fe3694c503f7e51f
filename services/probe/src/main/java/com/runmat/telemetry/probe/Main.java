package com.runmat.telemetry.probe;

import com.runmat.telemetry.commandline.Program;
import picocli.CommandLine.Command;

/** The program of one command. */
@Command(
        name = "./telemetry",
        subcommands = {ProbeCommand.class})
public final class Main {
    /** For {@link Program}, and for the completion of every program's commands. */
    public Main() {}

    public static void main(String[] arguments) {
        Program.run(new Main(), arguments);
    }
}
