package com.runmat.telemetry.worker.http.server;

/** Reads heads as the server does, for who measures it. */
public final class Heads {
    private final HeadParser parser = new HeadParser();

    /** Where the head ends, whose body must be of a length. */
    public int end(byte[] request) {
        int end = parser.parse(request, 0, request.length);
        if (parser.head().contentLength() != request.length - end) {
            throw new IllegalStateException("not a whole request");
        }
        return end;
    }
}
