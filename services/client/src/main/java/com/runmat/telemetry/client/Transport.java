package com.runmat.telemetry.client;

/** One of the two ways that a copy of an event leaves by. Used by one thread; what fails is an outcome to count and never thrown. */
interface Transport extends AutoCloseable {
    /** Sends an event's bytes. */
    Count send(byte[] payload);

    /** What is left to do for the bytes just sent, once their outcome is counted and nobody waits for it any more. */
    default void afterwards(byte[] payload) {}

    /** The outcome of an event that could not even be tried. */
    Count failed();

    @Override
    default void close() {}
}
