package com.runmat.telemetry.forwarder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Daemon threads that do the same work and end together. */
record Crew(List<Thread> threads) {
    Crew {
        threads = List.copyOf(threads);
    }

    /** Starts a thread for each, named after the crew and its number. */
    static Crew start(String name, List<? extends Runnable> members) {
        List<Thread> threads = new ArrayList<>();
        for (Runnable member : members) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name(name + "-" + threads.size())
                    .start(member));
        }
        return new Crew(threads);
    }

    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** Waits until all have ended, for this long at most; an interrupt ends the waiting. */
    void join(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
