package com.runmat.telemetry.contract;

/** What became of one event's bytes: an {@link Event}, or the {@link Refusal} that its sender is answered. */
public sealed interface Reading permits Event, Refusal {}
