package com.runmat.telemetry.command;

import com.runmat.telemetry.capacity.CapacityCommand;
import com.runmat.telemetry.commandline.Program;
import com.runmat.telemetry.doctor.DoctorCommand;
import com.runmat.telemetry.plan.PlanCommand;
import com.runmat.telemetry.plan.adopt.AdoptCommand;
import com.runmat.telemetry.plan.blank.BlankCommand;
import com.runmat.telemetry.plan.cli.DriftCommand;
import com.runmat.telemetry.plan.cli.PreviewCommand;
import com.runmat.telemetry.plan.comment.CommentCommand;
import com.runmat.telemetry.plan.drill.DrillCommand;
import picocli.CommandLine.Command;

/** The commands of this program: each is a class of the room that does the work, and one line here. */
@Command(
        name = "./telemetry",
        subcommands = {
            DoctorCommand.class,
            PlanCommand.class,
            CommentCommand.class,
            PreviewCommand.class,
            DriftCommand.class,
            BlankCommand.class,
            AdoptCommand.class,
            DrillCommand.class,
            CapacityCommand.class
        })
public final class Commands {
    /** For {@link Program}, and for the completion of every program's commands. */
    public Commands() {}

    public static void main(String[] arguments) {
        Program.run(new Commands(), arguments);
    }
}
