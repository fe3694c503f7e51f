package com.runmat.telemetry.capacity;

import com.runmat.telemetry.plan.settings.StackSettings;

/**
 * The settings of a stack that bound what it takes.
 *
 * @param machine the forwarders' machine type
 */
record Stack(
        String machine,
        int minForwarders,
        int maxForwarders,
        int forwarderConcurrency,
        int workers,
        int workerConcurrency,
        double workerCpu) {
    static Stack of(StackSettings settings) {
        return new Stack(
                text(settings, "forwarderMachineType"),
                whole(settings, "forwarderMinReplicas"),
                whole(settings, "forwarderMaxReplicas"),
                whole(settings, "forwarderConcurrency"),
                whole(settings, "workerMaxInstances"),
                whole(settings, "workerConcurrency"),
                Double.parseDouble(text(settings, "workerCpu")));
    }

    private static int whole(StackSettings settings, String name) {
        return Integer.parseInt(text(settings, name));
    }

    private static String text(StackSettings settings, String name) {
        return settings.config().getOrDefault("telemetry:" + name, "");
    }
}
