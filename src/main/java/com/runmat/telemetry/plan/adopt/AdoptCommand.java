package com.runmat.telemetry.plan.adopt;

import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Refusal;
import com.runmat.telemetry.plan.engine.ProgramFailed;
import com.runmat.telemetry.plan.google.GoogleRefused;
import com.runmat.telemetry.plan.settings.SettingsException;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./telemetry adopt}. */
@Command(
        name = "adopt",
        description = {
            "Prints the file by which `pulumi import --file` takes over what stands of a stack: every cloud resource with its id,",
            "from the configuration and the names that the program gives. What is left out, and why, stands on standard error.",
            "Without --look-up nobody is asked: what has a name of its own is taken to be there. Some ids only Google knows."
        },
        exitCodeList = {"0:there is a file", "1:there is none, and why", "2:wrong usage"})
public final class AdoptCommand extends Action {
    private final Path directory;

    @Parameters(arity = "0..1", paramLabel = "stack", description = "which one, default ${DEFAULT-VALUE}")
    private String stack = "prod";

    @Option(
            names = "--look-up",
            description = {
                "ask Google, with the provider's credentials, for what is there and for the ids that only it knows; changes",
                "nothing and needs roles/viewer"
            })
    private boolean lookUp;

    @Option(
            names = "--former",
            description = "only what carries state, an address or a service of what the former deployment left")
    private boolean former;

    /** A command for the project in the working directory. */
    public AdoptCommand() {
        this(Path.of(""));
    }

    /** @param directory the project's, where Pulumi.yaml is */
    AdoptCommand(Path directory) {
        this.directory = directory;
    }

    @Override
    public Integer call() {
        try {
            new Adopt(System.getenv(), out(), err(), this::progress)
                    .print(StackSettingsReader.read(directory, stack), new Adopt.Wanted(lookUp, former));
            return WELL;
        } catch (SettingsException | ProgramFailed | GoogleRefused e) {
            throw Refusal.failed(String.valueOf(e.getMessage()));
        }
    }
}
