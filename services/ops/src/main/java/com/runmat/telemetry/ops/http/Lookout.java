package com.runmat.telemetry.ops.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Cuts off what is under way after its deadline. Nearly everything ends long before, so that there is no timer for each, whose thread
 * would be woken for each: one thread looks at all of them every now and then, and sleeps while there is nothing to look at.
 * What is still there after a cut is cut again at the next look, for the JDK may hold nothing that can be cut between two steps,
 * and go on with the next. Thread-safe.
 */
final class Lookout {
    /** A deadline is kept as exactly as this. */
    private static final Duration EVERY = Duration.ofMillis(50);

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean asleep;

    Lookout() {
        this.thread = Thread.ofPlatform().daemon().name("lookout").start(this::look);
    }

    /** One exchange and the moment, by {@link System#nanoTime()}, at which it is to be cut off. */
    static final class Watch {
        private final Runnable cut;
        private final long deadline;

        private Watch(Runnable cut, long deadline) {
            this.cut = cut;
            this.deadline = deadline;
        }
    }

    /** Watches over what {@code cut} breaks off, until {@link #end}. */
    Watch watch(Runnable cut, long deadline) {
        Watch watch = new Watch(cut, deadline);
        watches.add(watch);
        // the thread looks again after it said so: either it sees the new one, or this sees it asleep
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
        return watch;
    }

    void end(Watch watch) {
        watches.remove(watch);
    }

    private void look() {
        while (true) {
            long now = System.nanoTime();
            for (Watch watch : watches) {
                if (watch.deadline - now <= 0) {
                    // not on this thread: to close TLS may wait for a write
                    Thread.startVirtualThread(watch.cut);
                }
            }
            sleep();
        }
    }

    private void sleep() {
        if (!watches.isEmpty()) {
            LockSupport.parkNanos(EVERY.toNanos());
            return;
        }
        asleep = true;
        while (asleep && watches.isEmpty()) {
            LockSupport.park();
        }
        asleep = false;
    }
}
