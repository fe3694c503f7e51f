package com.runmat.telemetry.worker.http.server;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.XnioExecutor;

/**
 * Takes steps from any thread to one I/O thread. The answers of a batch come all at once, and waking a thread costs more than
 * an answer does, so that a thread is woken for the first of them and finds the others waiting. Thread-safe; in order.
 */
final class Handover {
    private final XnioExecutor thread;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    Handover(XnioExecutor thread) {
        this.thread = thread;
    }

    void execute(Runnable step) {
        waiting.add(step);
        if (called.compareAndSet(false, true)) {
            thread.execute(this::runWaiting);
        }
    }

    /** Lowers the flag before it looks, so that a step added after the last look calls again. */
    private void runWaiting() {
        called.set(false);
        for (Runnable step = waiting.poll(); step != null; step = waiting.poll()) {
            step.run();
        }
    }
}
