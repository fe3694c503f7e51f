package com.runmat.telemetry.local.page;

import com.runmat.telemetry.local.journal.Journal;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Server-sent events: what has changed in the journal, a few times a second, and each beat of the pulse. */
record EventStream(Journal journal, Pulse pulse) {
    private static final long INTERVAL_MILLIS = 200;

    /** More than the page keeps would be thrown away there. */
    private static final int MOST_AT_ONCE = 100;

    /** Returns when the browser has gone or this JVM ends. */
    void run(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        try {
            long seen = 0;
            String beat = "";
            while (true) {
                seen = changes(out, seen);
                beat = beat(out, beat);
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private long changes(OutputStream out, long seen) throws IOException {
        long now = journal.revision();
        if (now != seen) {
            List<ObjectNode> changes = journal.changedSince(seen);
            send(
                    out,
                    "events",
                    changes.subList(Math.max(0, changes.size() - MOST_AT_ONCE), changes.size())
                            .toString());
        }
        return now;
    }

    private String beat(OutputStream out, String last) throws IOException {
        String now = pulse.json();
        if (!now.equals(last)) {
            send(out, "pulse", now);
        }
        return now;
    }

    /** The data is one line of JSON. */
    private static void send(OutputStream out, String event, String data) throws IOException {
        out.write(("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
