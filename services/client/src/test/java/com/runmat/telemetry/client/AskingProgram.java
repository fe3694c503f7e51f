package com.runmat.telemetry.client;

/** A program that asks whether it would send, and sends nothing. */
final class AskingProgram {
    private AskingProgram() {}

    public static void main(String[] arguments) {
        System.out.println(Settings.read().on() ? "on" : "off");
    }
}
