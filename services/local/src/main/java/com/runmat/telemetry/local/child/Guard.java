package com.runmat.telemetry.local.child;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/**
 * Ends a child when this JVM dies without a chance to do so, as it does on {@code kill -9}: a shell that waits for the end of
 * its input, which the kernel brings about when the last holder of the pipe is gone. Ctrl-C, which a terminal sends to the
 * whole group, must not end the shell first.
 */
final class Guard implements AutoCloseable {
    private static final String SCRIPT = "trap '' INT TERM HUP; read -r dismissed || kill \"$1\" 2>/dev/null";
    private static final int SECONDS_TO_END = 2;

    private final Process shell;

    private Guard(Process shell) {
        this.shell = shell;
    }

    static Guard over(Process child) throws IOException {
        return new Guard(new ProcessBuilder("sh", "-c", SCRIPT, "guard", Long.toString(child.pid()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start());
    }

    /** Dismisses the guard: the child has ended, and its number may soon belong to somebody else. */
    @Override
    public void close() {
        try {
            shell.outputWriter().write("dismissed\n");
            shell.outputWriter().close();
            if (!shell.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (IOException | InterruptedException endedAlready) {
            shell.destroyForcibly();
        }
    }
}
