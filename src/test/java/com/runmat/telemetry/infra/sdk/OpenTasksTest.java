package com.runmat.telemetry.infra.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.deployment.internal.Runner;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OpenTasksTest {
    private final Map<String, CompletableFuture<?>> looksAt = new LinkedHashMap<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final OpenTasks tasks = new OpenTasks(new Looking(), later::add);

    @Test
    void registerTask_many_theRunnerLooksAtOne() {
        run(() -> {
            for (int i = 0; i < 1000; i++) {
                tasks.registerTask("one of many", new CompletableFuture<>());
            }
        });

        assertEquals(1, looksAt.size());
    }

    @Test
    void runAsync_allTasksFinished_ends() {
        run(() -> open().complete(null));
        momentsPass();

        assertTrue(ended());
    }

    @Test
    void runAsync_oneTaskOpen_doesNotEnd() {
        tasks.registerTask("open", new CompletableFuture<>());
        run(() -> open().complete(null));
        momentsPass();

        assertFalse(ended());
    }

    @Test
    void runAsync_callbackStillRuns_doesNotEnd() {
        run(() -> {
            open().complete(null);
            momentsPass();
            assertFalse(ended());
        });
        momentsPass();

        assertTrue(ended());
    }

    @Test
    void runAsync_lastTaskStartsAnother_waitsForIt() {
        run(() -> open().complete(null));
        var another = open();
        momentsPass();
        assertFalse(ended());

        another.complete(null);
        momentsPass();
        assertTrue(ended());
    }

    @Test
    void registerTask_fails_theRunnerIsGivenItAtOnce() {
        var task = new CompletableFuture<>();
        tasks.registerTask("a record", task);
        assertFalse(looksAt.containsKey("a record"));

        task.completeExceptionally(new IllegalStateException());
        assertSame(task, looksAt.get("a record"));
    }

    @Test
    void runAsync_callbackFails_failsAsEverAndEnds() {
        assertThrows(
                IllegalStateException.class,
                () -> run(() -> {
                    throw new IllegalStateException();
                }));
        momentsPass();

        assertTrue(ended());
    }

    private CompletableFuture<Object> open() {
        var task = new CompletableFuture<>();
        tasks.registerTask("a task", task);
        return task;
    }

    private void run(Runnable program) {
        var result = tasks.runAsync(() -> {
            program.run();
            return "";
        });
        assertFalse(result.isDone());
    }

    private void momentsPass() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    private boolean ended() {
        return looksAt.getOrDefault(OpenTasks.ALL_TASKS, new CompletableFuture<>())
                .isDone();
    }

    private final class Looking implements Runner {
        @Override
        public <T> void registerTask(String description, CompletableFuture<T> task) {
            looksAt.put(description, task);
        }

        @Override
        public <T> CompletableFuture<Result<T>> runAsync(Supplier<T> callback) {
            assertEquals("", callback.get());
            return new CompletableFuture<>();
        }
    }
}
