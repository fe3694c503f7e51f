package com.runmat.telemetry.forwarder;

/** Starts the service. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
