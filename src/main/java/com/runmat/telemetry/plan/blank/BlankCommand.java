package com.runmat.telemetry.plan.blank;

import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Refusal;
import com.runmat.telemetry.plan.settings.SettingsException;
import com.runmat.telemetry.plan.untrusted.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./telemetry blank}. */
@Command(
        name = "blank",
        description = {
            "Prints a stack's state, or its settings, with the word \"blank\" in the place of each secret, so that anybody may run",
            "a real `pulumi preview` on it. The state is searched for copies of its secrets first, and refused if there is one.",
            "It still tells the names, ids and addresses of all that stands there.",
            "",
            "  pulumi stack export --show-secrets | ./telemetry blank /dev/stdin >blank.json",
            "  ./telemetry blank Pulumi.prod.yaml >settings.yaml"
        },
        exitCodeList = {"0:it was printed", "2:wrong usage, or the file is neither, or a secret stands in the open"})
public final class BlankCommand extends Action {
    @Parameters(
            paramLabel = "file",
            description = "what `pulumi stack export --show-secrets` printed, or a Pulumi.<stack>.yaml")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or ends with wrong usage
    private Path file;

    @Option(
            names = "--salt-of",
            paramLabel = "<settings>",
            description = "the settings of the file-backed stack that the state shall be imported into")
    private @Nullable Path saltOf;

    /** A command for the working directory. */
    public BlankCommand() {}

    @Override
    public Integer call() {
        try {
            out().print(
                            file.toString().endsWith(".yaml")
                                    ? BlankSettings.of(file)
                                    : BlankState.of(
                                                    Files.readString(file),
                                                    Optional.ofNullable(saltOf).map(BlankSettings::salt))
                                            + "\n");
            return WELL;
        } catch (Refused | SettingsException e) {
            throw Refusal.wrongUsage(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw Refusal.wrongUsage("cannot read " + file + "; give the path of a file that is there");
        }
    }
}
