package com.runmat.telemetry.worker.delivery.backend;

import com.runmat.telemetry.ops.http.Deadline;
import com.runmat.telemetry.ops.http.HttpReply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Repeats a request until its reply is final or the next try would begin too late ({@link BackEnd#LEAST_TIME}). The pauses double
 * from 50 ms to 1 s, each a random half to whole of it so that workers do not repeat in step; a {@code Retry-After} goes before.
 */
final class Repeating {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final Predicate<HttpReply> repeatable;
    private final Runnable repeats;
    private boolean strained;

    /**
     * @param repeatable tells whether a reply allows another try
     * @param repeats is run before each try but the first
     */
    Repeating(Predicate<HttpReply> repeatable, Runnable repeats) {
        this.repeatable = repeatable;
        this.repeats = repeats;
    }

    /** Whether any reply so far showed a back end that has too much. */
    boolean strained() {
        return strained;
    }

    /** The last reply, or none when it was too late to begin. */
    Optional<HttpReply> run(Supplier<HttpReply> request, Deadline deadline) {
        if (!leavesTime(Duration.ZERO, deadline)) {
            return Optional.empty();
        }
        HttpReply reply = noted(request.get());
        for (int tries = 1; repeatable.test(reply); tries++) {
            if (!pause(length(reply, tries), deadline)) {
                break;
            }
            repeats.run();
            reply = noted(request.get());
        }
        return Optional.of(reply);
    }

    private static boolean leavesTime(Duration pause, Deadline deadline) {
        return deadline.remaining().minus(BackEnd.LEAST_TIME).compareTo(pause) > 0;
    }

    private HttpReply noted(HttpReply reply) {
        strained |= !(reply instanceof HttpReply.Answered answered) || later(answered.status());
        return reply;
    }

    /** The back end says that it did not take the request, and would take it later. */
    static boolean later(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    private static Duration length(HttpReply reply, int tries) {
        if (reply instanceof HttpReply.Answered answered
                && answered.retryAfter().isPresent()) {
            return answered.retryAfter().get();
        }
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries - 1, 10));
        return Duration.ofMillis(longest - ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    private static boolean pause(Duration length, Deadline deadline) {
        if (!leavesTime(length, deadline)) {
            return false;
        }
        try {
            Thread.sleep(length);
            return leavesTime(Duration.ZERO, deadline);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
