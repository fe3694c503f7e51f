package com.runmat.telemetry.local.child;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service whether it is ready. */
public final class Health {
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Health() {}

    /**
     * Returns when the service has answered 200.
     *
     * @throws CannotStart when it ended before, or does not answer for a minute
     */
    public static void await(ChildService service, URI health, HttpClient http) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!good(health, http)) {
            if (!service.isAlive()) {
                throw new CannotStart("the " + service.name() + " ended at once; it said:\n  "
                        + String.join("\n  ", service.lastLines()));
            }
            if (System.nanoTime() > deadline) {
                throw new CannotStart("the " + service.name() + " does not answer at " + health);
            }
            pause();
        }
    }

    private static boolean good(URI health, HttpClient http) {
        try {
            HttpRequest request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while the services start", ending);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
