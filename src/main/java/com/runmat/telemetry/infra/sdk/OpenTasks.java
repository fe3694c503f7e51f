package com.runmat.telemetry.infra.sdk;

import com.pulumi.deployment.internal.Runner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Counts the SDK's unfinished tasks, so that its own runner need not look at each of them, again and again, and write
 * each down: up to 2,000 at a time. That runner is given one task, which ends when none has been open for a moment, and
 * every task that fails, at once.
 */
final class OpenTasks implements Runner {
    static final String ALL_TASKS = "all tasks";

    private final Runner runner;
    private final Executor aMomentLater;
    private final AtomicInteger open = new AtomicInteger();
    private final CompletableFuture<Void> allDone = new CompletableFuture<>();

    /**
     * Runs what the SDK's own runner runs.
     *
     * @param aMomentLater runs what it is given when the last finished task has started what follows it
     */
    OpenTasks(Runner runner, Executor aMomentLater) {
        this.runner = runner;
        this.aMomentLater = aMomentLater;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what the task ends with is the runner's to tell
    public <T> void registerTask(String description, CompletableFuture<T> task) {
        open.incrementAndGet();
        task.whenComplete((value, failure) -> {
            if (failure != null) {
                runner.registerTask(description, task);
            }
            close();
        });
    }

    @Override
    public <T> CompletableFuture<Result<T>> runAsync(Supplier<T> callback) {
        open.incrementAndGet();
        runner.registerTask(ALL_TASKS, allDone);
        return runner.runAsync(() -> {
            try {
                return callback.get();
            } finally {
                close();
            }
        });
    }

    private void close() {
        if (open.decrementAndGet() == 0) {
            aMomentLater.execute(this::endUnlessOpen);
        }
    }

    private void endUnlessOpen() {
        if (open.get() == 0) {
            allDone.complete(null);
        }
    }
}
