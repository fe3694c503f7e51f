package com.runmat.telemetry.commandline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code ./telemetry completion}: prints what makes a shell complete the commands of all programs, which must be on the class path.
 */
@Command(
        name = "completion",
        description = {
            "Prints what makes the shell complete ./telemetry's commands, options and their values. To have it in every",
            "shell, keep it where the shell looks for it, for instance:",
            "",
            "  ./telemetry completion bash >~/.local/share/bash-completion/completions/telemetry",
            "  ./telemetry completion zsh >~/.telemetry.zsh && echo '. ~/.telemetry.zsh' >>~/.zshrc"
        },
        exitCodeList = {"0:it was printed", "2:wrong usage"})
public final class Completion extends Action {
    /** The shells that the script is for. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(description = "bash or zsh")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or ends with wrong usage
    private Shell shell;

    private final List<Object> programs;

    /** @param programs each an object that names its commands */
    Completion(List<Object> programs) {
        this.programs = programs;
    }

    /**
     * Prints it.
     *
     * @param arguments the names of the programs' classes, {@code completion}, and what follows that on the command line
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        var all = Arrays.asList(arguments);
        var itself = all.indexOf("completion");
        var programs = new ArrayList<Object>();
        for (var name : all.subList(0, itself)) {
            programs.add(Class.forName(name).getConstructor().newInstance());
        }
        Program.run(
                Program.ofOne(new Completion(programs)),
                all.subList(itself, all.size()).toArray(String[]::new));
    }

    @Override
    public Integer call() {
        if (shell == Shell.zsh) {
            out().println("autoload -U +X compinit && compinit");
        }
        out().print(AutoComplete.bash("telemetry", everything()));
        return WELL;
    }

    /** The front door's own word that no program knows. */
    @Command(name = "help")
    private static final class Help {}

    private CommandLine everything() {
        var whole = Program.ofOne(new Completion(List.of())).addSubcommand(new Help());
        for (var program : programs) {
            new CommandLine(program).getSubcommands().forEach(whole::addSubcommand);
        }
        return whole;
    }
}
