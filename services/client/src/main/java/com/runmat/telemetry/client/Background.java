package com.runmat.telemetry.client;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread behind a bounded queue. The thread begins with the first task and ends after the last one once {@link #finish} was
 * called. A {@code ThreadPoolExecutor} would do as well and is not used: a fresh JVM spends some milliseconds of the caller's time on
 * loading it.
 */
final class Background {
    /** The five events of a process, and as many again. */
    static final int QUEUE = 10;

    private final Queue<Runnable> tasks = new ArrayDeque<>(QUEUE);
    private @Nullable Thread thread;
    private boolean finished;

    /** False when the queue is full or {@link #finish} was called. */
    synchronized boolean run(Runnable task) {
        if (finished || tasks.size() == QUEUE) {
            return false;
        }
        tasks.add(task);
        notifyAll();
        if (thread == null) {
            thread = daemon();
        }
        return true;
    }

    /** Takes no more tasks; those in the queue still run. */
    synchronized void finish() {
        finished = true;
        notifyAll();
    }

    /** Waits for the last task after {@link #finish}; false when the limit in milliseconds came first. */
    boolean await(long millis) throws InterruptedException {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.join(millis);
        }
        return running == null || !running.isAlive();
    }

    private Thread daemon() {
        Thread daemon = new Thread("runmat-telemetry") {
            @Override
            public void run() {
                work();
            }
        };
        daemon.setDaemon(true);
        daemon.start();
        return daemon;
    }

    private void work() {
        try {
            for (Runnable task = next(); task != null; task = next()) {
                task.run();
            }
        } catch (InterruptedException endsEarly) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Runnable next() throws InterruptedException {
        while (tasks.isEmpty() && !finished) {
            wait();
        }
        return tasks.poll();
    }
}
