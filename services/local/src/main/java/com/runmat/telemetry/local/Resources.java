package com.runmat.telemetry.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened, to be closed in the reverse order; once closed, it closes at once what still comes. Thread-safe. */
final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    synchronized <T extends AutoCloseable> T keep(T resource) {
        opened.push(resource);
        if (closed) {
            close();
            throw new IllegalStateException("ending while still starting");
        }
        return resource;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!opened.isEmpty()) {
            closeQuietly(opened.pop());
        }
    }

    @SuppressWarnings("EmptyCatch") // the others are to be closed too, and there is nobody left to tell
    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception endedAnyway) {
            // see above
        }
    }
}
