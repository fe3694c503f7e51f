package com.runmat.telemetry.commandline;

import java.util.HashSet;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said when a command line is wrong or a command gives up: one sentence, and never a stack trace for what a person can mend. */
final class Mistakes {
    private Mistakes() {}

    static int wrongUsage(ParameterException mistake, String[] arguments) {
        var command = mistake.getCommandLine();
        var more = command.getCommandSpec().qualifiedName()
                + (command.getSubcommands().isEmpty() ? " --help tells more" : " help lists them");
        command.getErr().println("telemetry: " + mistake.getMessage() + didYouMean(mistake) + "; " + more);
        return Action.WRONG_USAGE;
    }

    private static String didYouMean(ParameterException mistake) {
        if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        var command = mistake.getCommandLine();
        var words = new HashSet<>(command.getSubcommands().keySet());
        words.addAll(command.getCommandSpec().optionsMap().keySet());
        return Nearest.to(unmatched.getUnmatched().get(0), words)
                .map(" (did you mean %s?)"::formatted)
                .orElse("");
    }

    static int failed(Exception failure, CommandLine command, ParseResult arguments) throws Exception {
        if (command.getCommand() instanceof Action action) {
            action.progress("");
        }
        if (failure instanceof Refusal refusal) {
            command.getErr().println("telemetry: " + refusal.getMessage());
            return refusal.exitCode();
        }
        throw failure;
    }
}
