package com.runmat.telemetry.plan.cli;

import com.runmat.telemetry.commandline.Action;
import com.runmat.telemetry.commandline.Refusal;
import com.runmat.telemetry.plan.untrusted.Refused;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./telemetry preview}. */
@Command(
        name = "preview",
        description = {
            "Says in Markdown what `pulumi preview --json` says in JSON: how many resources would be created, updated,",
            "replaced and deleted, and which. With --hash one line that is the same for two previews that would do the same."
        },
        exitCodeList = {"0:it is a preview", "2:wrong usage, or the file is no preview, or of one that failed"})
public final class PreviewCommand extends Action {
    @Parameters(paramLabel = "preview.json", description = "what `pulumi preview --json` printed")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or ends with wrong usage
    private Path file;

    @Option(names = "--hash", description = "the hash alone")
    private boolean hash;

    /** A command for the working directory. */
    public PreviewCommand() {}

    @Override
    public Integer call() {
        try {
            var preview = EnginePreview.read(file);
            if (hash) {
                out().println(preview.hash());
            } else {
                out().printf("%s · hash `%s`%n%n%s", preview.counts(), preview.hash(), preview.table());
            }
            return WELL;
        } catch (Refused e) {
            throw Refusal.wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
