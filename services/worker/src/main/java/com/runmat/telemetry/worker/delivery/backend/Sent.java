package com.runmat.telemetry.worker.delivery.backend;

import java.util.List;

/**
 * How a sending ended.
 *
 * @param outcomes one an event, in their order
 * @param strained whether the back end showed on the way that it has too much: by 429, 5xx or no answer
 */
public record Sent(List<Outcome> outcomes, boolean strained) {}
