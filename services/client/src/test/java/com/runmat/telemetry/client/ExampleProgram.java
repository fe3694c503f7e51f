package com.runmat.telemetry.client;

/** A program as a user has it: starts, sends both events of its run and waits until they are gone. */
final class ExampleProgram {
    private ExampleProgram() {}

    public static void main(String[] arguments) {
        Telemetry telemetry = Telemetry.start(Settings.read().withDrain(Drain.ALL));
        Run run = new Run(RunKind.SCRIPT, "0.6.2", true, false);
        telemetry.send(run::started);
        telemetry.send(() -> run.finished().succeeded().build());
        boolean thread = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(candidate -> candidate.getName().startsWith("runmat-telemetry"));
        telemetry.close();
        System.out.println(telemetry.decision() + " accepted=" + telemetry.count(Count.SENT_HTTPS) + " refused="
                + telemetry.count(Count.REFUSED_HTTPS) + " thread=" + thread);
    }
}
