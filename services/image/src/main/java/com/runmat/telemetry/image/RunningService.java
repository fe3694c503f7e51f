package com.runmat.telemetry.image;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The service in its image's folder, on the image's runtime, with the image's flags. */
final class RunningService implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    /** What a process that SIGTERM ended has as its code, where it does not choose one itself. */
    private static final int TERMINATED = 128 + 15;

    private final Process process;
    private final CompletableFuture<String> started = new CompletableFuture<>();

    private RunningService(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    static RunningService start(
            Contents contents, Map<String, String> settings, String flag, Collection<String> properties)
            throws IOException {
        var command = contents.java(flag);
        command.addAll(properties);
        command.add("-cp");
        command.add(contents.classPath());
        command.add(contents.mainClass());
        var builder =
                new ProcessBuilder(command).directory(contents.app().toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("LANG", "C.UTF-8"); // as in the image
        builder.environment().putAll(settings);
        return new RunningService(builder.start());
    }

    /** Reads to the end, or the service would stop at a full pipe. */
    private void read() {
        try (var lines = process.inputReader()) {
            var said = lines.lines()
                    .peek(line -> {
                        if (line.contains("port\":")) {
                            started.complete(line);
                        }
                    })
                    .collect(Collectors.joining("\n"));
            started.completeExceptionally(new CannotFill("in training the service did not start:\n" + said));
        } catch (IOException ended) {
            started.completeExceptionally(ended);
        }
    }

    /** A port as the service's log names it when it has started. */
    int port(String name) throws InterruptedException {
        var match = Pattern.compile("\"" + name + "\":(\\d+)").matcher(firstLine());
        if (!match.find()) {
            throw new CannotFill("in training the service's log did not name its " + name);
        }
        return Integer.parseInt(match.group(1));
    }

    private String firstLine() throws InterruptedException {
        try {
            return started.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof CannotFill known
                    ? known
                    : new CannotFill("in training the service's log broke off: " + failed.getCause());
        } catch (TimeoutException hung) {
            throw new CannotFill("in training the service did not start within " + PATIENCE_SECONDS + " s");
        }
    }

    /** Ends it as Cloud Run and Docker do. */
    void end() throws InterruptedException {
        // the handle: the process itself would also close its output, which is still being read
        process.toHandle().destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                || (process.exitValue() != 0 && process.exitValue() != TERMINATED)) {
            throw new CannotFill("in training the service did not end well");
        }
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
