package com.runmat.telemetry.client.command;

import com.runmat.telemetry.client.Count;
import com.runmat.telemetry.client.Drain;
import com.runmat.telemetry.client.Event;
import com.runmat.telemetry.client.Settings;
import com.runmat.telemetry.client.Telemetry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sends one event, or those of a whole run, as a real client does, and says what became of each copy. */
final class SendCommand {
    private static final String HELP = """
            usage: ./telemetry send [event] [options]

            Sends as a RunMat program would, by the same environment and files, prints each payload to stderr before it goes and
            says what became of it. Nothing is sent where telemetry is off.

              event                 run (both events of a run, the default), install, install_start, install_complete,
                                    install_failed, runtime_started, runtime_finished
              --release VERSION     the program's version (default example)
              --run-kind KIND       script, repl, benchmark, kernel
              --method METHOD       shell, powershell
              --jit true|false      JIT compilation on and used
              --accelerate true|false   GPU acceleration on; with it go example figures
              --device NAME         the GPU's product name
              --duration-ms N       how long the run took
              --error WORD:WORD     the run failed with an error of this class

            To send to ./telemetry local, set RUNMAT_TELEMETRY_KEY, RUNMAT_TELEMETRY_ENDPOINT and RUNMAT_TELEMETRY_UDP_ENDPOINT as it
            prints them.
            Exit code: 0 every copy went, 1 one did not, 2 wrong arguments, 3 telemetry is off.
            """;

    private SendCommand() {}

    static int run(Invocation call) {
        if (call.asksForHelp()) {
            return call.help(HELP);
        }
        List<Supplier<Event>> events;
        try {
            events = new SendOptions(call.arguments()).events();
        } catch (IllegalArgumentException wrong) {
            return call.wrong(String.valueOf(wrong.getMessage()));
        }
        Settings settings = settings(call);
        settings.mistakes().forEach(mistake -> call.err().println("telemetry: " + mistake));
        if (!settings.on()) {
            call.err().println(StatusCommand.sentence(settings));
            return Invocation.OFF;
        }
        Telemetry telemetry = Telemetry.start(settings);
        try (telemetry) {
            events.forEach(telemetry::send);
        }
        return report(call, telemetry, settings);
    }

    /** Shows what leaves, and waits for the outcome unless the user says otherwise. */
    private static Settings settings(Invocation call) {
        Map<String, String> environment = new HashMap<>(call.environment());
        environment.put("RUNMAT_TELEMETRY_SHOW", "1");
        Settings settings = Settings.read(environment, "");
        return environment.getOrDefault("RUNMAT_TELEMETRY_DRAIN", "").isBlank()
                ? settings.withDrain(Drain.ALL)
                : settings;
    }

    private static int report(Invocation call, Telemetry telemetry, Settings settings) {
        int events = telemetry.count(Count.ACCEPTED);
        boolean allGone = true;
        if (settings.endpoints().https() != null) {
            int accepted = telemetry.count(Count.SENT_HTTPS);
            int refused = telemetry.count(Count.REFUSED_HTTPS);
            int failed = telemetry.count(Count.FAILED_HTTPS);
            int underway = telemetry.count(Count.UNDERWAY_HTTPS);
            call.out()
                    .printf(
                            "HTTPS  %d of %d accepted, %d refused, %d failed, %d still under way%n",
                            accepted, events, refused, failed, underway);
            allGone = accepted == events;
        }
        if (settings.endpoints().udp() != null) {
            int sent = telemetry.count(Count.SENT_UDP);
            int tooLarge = telemetry.count(Count.TOO_LARGE_FOR_UDP);
            int failed = telemetry.count(Count.FAILED_UDP);
            int underway = telemetry.count(Count.UNDERWAY_UDP);
            call.out()
                    .printf(
                            "UDP    %d of %d sent, %d too large, %d failed, %d still under way; nobody answers a datagram%n",
                            sent, events, tooLarge, failed, underway);
            allGone &= sent + tooLarge == events;
        }
        return allGone ? Invocation.GOOD : Invocation.FAILED;
    }
}
