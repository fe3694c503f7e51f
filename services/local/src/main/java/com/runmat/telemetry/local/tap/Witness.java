package com.runmat.telemetry.local.tap;

/**
 * Is told what a tap receives before it is passed on, so that it knows an event before a back end sees it. Called on the
 * taps' threads; must be quick and never throw. Thread-safe.
 */
public interface Witness {
    /**
     * A request to {@code /ingest}.
     *
     * @param encoding its Content-Encoding, empty for none
     * @return to be told the answer, unless none comes
     */
    Answered request(long atMillis, String type, String encoding, byte[] body);

    /** A datagram. */
    void datagram(long atMillis, byte[] bytes);

    /** Is told how a request was answered. */
    @FunctionalInterface
    interface Answered {
        Answered IGNORED = (status, body) -> {};

        void with(int status, byte[] body);
    }
}
