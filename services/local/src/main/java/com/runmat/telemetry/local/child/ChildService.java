package com.runmat.telemetry.local.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One service in a JVM of its own, as it is deployed: its jar, and an environment that holds its settings and nothing else.
 * Its last log lines are kept. Thread-safe.
 */
public final class ChildService implements AutoCloseable {
    /** The worker finishes within 8 s of SIGTERM, the forwarder flushes for a bounded time. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(15);

    private static final int KEPT_LINES = 200;

    private final String name;
    private final Process process;
    private final Guard guard;
    private final Deque<String> lines = new ArrayDeque<>();
    private final Consumer<String> log;

    private ChildService(String name, Process process, Guard guard, Consumer<String> log) {
        this.name = name;
        this.process = process;
        this.guard = guard;
        this.log = log;
        Thread.ofVirtual().name(name + "-log").start(this::readLines);
    }

    /**
     * Starts the service; it is not ready yet.
     *
     * @param log is given every line that the service writes
     * @throws CannotStart when the jar is missing or no process can be made
     */
    public static ChildService start(String name, Path jar, Map<String, String> settings, Consumer<String> log) {
        ProcessBuilder builder = new ProcessBuilder(command(jar)).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(settings);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new ChildService(name, process, Guard.over(process), log);
        } catch (IOException noProcess) {
            throw new CannotStart("cannot start the " + name + ": " + noProcess.getMessage(), noProcess);
        }
    }

    /** With the flags that stand in the service's image, too. */
    private static List<String> command(Path jar) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path options = jar.resolveSibling("../src/main/jvm.options").normalize();
        return List.of(java, "@" + options, "-jar", jar.toString());
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
                log.accept(line);
            }
        } catch (IOException ended) {
            keep("(its output ended early)");
        }
    }

    private void keep(String line) {
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > KEPT_LINES) {
                lines.removeFirst();
            }
        }
    }

    public String name() {
        return name;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Runs when the process has ended, however it did, with its exit code. */
    public void onExit(Consumer<Integer> action) {
        Thread.ofVirtual()
                .name(name + "-exit")
                .start(() -> action.accept(process.onExit().join().exitValue()));
    }

    /** The last lines that it wrote, the oldest first. */
    public List<String> lastLines() {
        synchronized (lines) {
            return new ArrayList<>(lines);
        }
    }

    /** SIGTERM, as Cloud Run and the instance group send it, and SIGKILL when that does not help. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TIME_TO_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        guard.close();
    }
}
