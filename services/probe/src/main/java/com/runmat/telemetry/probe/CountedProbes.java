package com.runmat.telemetry.probe;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many marked events the worker counted by UDP. Each look is answered by one of its instances, told apart by the start of its
 * process: only what the same instance says later can have risen. Used by one thread.
 */
final class CountedProbes {
    private static final Pattern COUNTED = Pattern.compile("(?m)^telemetry_worker_probe_udp_total (\\d{1,18})$");
    private static final Pattern STARTED = Pattern.compile("(?m)^process_start_time_seconds (\\S+)$");

    private final WorkerClient worker;
    private final Map<String, Long> lastByInstance = new HashMap<>();

    CountedProbes(WorkerClient worker) {
        this.worker = worker;
    }

    /** Whether any instance has shown its counter yet. */
    boolean seen() {
        return !lastByInstance.isEmpty();
    }

    /** Looks once; true when the instance that answered has counted more since it answered last. */
    boolean rose() throws InterruptedException {
        String page = page();
        Matcher counted = COUNTED.matcher(page);
        if (!counted.find()) {
            return false;
        }
        Matcher started = STARTED.matcher(page);
        long now = Long.parseLong(counted.group(1));
        Long before = lastByInstance.put(started.find() ? started.group(1) : "", now);
        return before != null && now > before;
    }

    private String page() throws InterruptedException {
        if (!worker.hasKey()) {
            return "";
        }
        try {
            HttpResponse<String> answer = worker.metrics();
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
