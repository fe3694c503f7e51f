package com.runmat.telemetry.worker.http.server;

/** Is told once how a body ended, on an I/O thread: it must not block. */
public interface BodyHandler {
    /** The whole body; the array may be longer and is valid only during the call. */
    void received(Exchange exchange, byte[] bytes, int length);

    void failed(Exchange exchange, Failure failure);

    /** Why there is no whole body. */
    enum Failure {
        TOO_LARGE,
        NO_MEMORY,
        /** Its chunks are none. */
        MALFORMED,
        /** The connection broke: nobody hears an answer. */
        BROKEN_OFF
    }
}
