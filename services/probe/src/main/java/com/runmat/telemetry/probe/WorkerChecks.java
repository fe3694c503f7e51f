package com.runmat.telemetry.probe;

import java.io.IOException;
import java.net.http.HttpResponse;

/** Whether a worker lives, keeps strangers out and takes an event to its back ends. */
final class WorkerChecks {
    /** One request. */
    @FunctionalInterface
    private interface Request {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    private final String target;
    private final WorkerClient worker;

    WorkerChecks(String target, WorkerClient worker) {
        this.target = target;
        this.worker = worker;
    }

    Finding health() throws InterruptedException {
        return expect(
                "health",
                worker::health,
                200,
                "it answers",
                "the service does not run, or the path /health does not lead to it");
    }

    Finding refused() throws InterruptedException {
        return expect(
                "without key",
                () -> worker.post(MarkedEvent.fresh(), false),
                401,
                "refused with 401",
                "a request without key must be refused with 401");
    }

    Finding accepted() throws InterruptedException {
        if (!worker.hasKey()) {
            return Finding.skip(target, "with key", "no key: set RUNMAT_TELEMETRY_KEY or give --key-file");
        }
        return expect(
                "with key",
                () -> worker.post(MarkedEvent.fresh(), true),
                200,
                "the marked event was accepted, so a back end has it",
                "401: another key; 502: a back end refused; 503: no key or back end is configured");
    }

    private Finding expect(String check, Request request, int status, String good, String advice)
            throws InterruptedException {
        try {
            HttpResponse<String> response = request.send();
            return response.statusCode() == status
                    ? Finding.pass(target, check, good)
                    : Finding.fail(target, check, "answered " + response.statusCode() + " (" + advice + ")");
        } catch (IOException failed) {
            return Finding.fail(target, check, "no answer (" + failed + ")");
        }
    }
}
