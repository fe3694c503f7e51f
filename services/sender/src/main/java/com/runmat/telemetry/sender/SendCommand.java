package com.runmat.telemetry.sender;

import com.runmat.telemetry.client.Drain;
import com.runmat.telemetry.client.Event;
import com.runmat.telemetry.client.Settings;
import com.runmat.telemetry.client.Telemetry;
import com.runmat.telemetry.commandline.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends one event, or those of a whole run, as a real client does, and says what became of each copy. */
@Command(
        name = "send",
        description = {
            "Sends as a RunMat program would, by the same environment and files, prints each payload to stderr before it goes",
            "and says what became of it. Nothing is sent where telemetry is off."
        },
        footer = {
            "To send to ./telemetry local, set RUNMAT_TELEMETRY_KEY, RUNMAT_TELEMETRY_ENDPOINT and",
            "RUNMAT_TELEMETRY_UDP_ENDPOINT as it prints them."
        },
        exitCodeList = {"0:every copy went", "1:one did not, or telemetry is off", "2:wrong usage"})
final class SendCommand extends Action {
    private final Map<String, String> environment;

    @Mixin
    private final SendOptions options = new SendOptions();

    @Option(names = "--json", description = "what became of the copies as JSON")
    private boolean json;

    /** By the environment of this process. */
    SendCommand() {
        this(System.getenv());
    }

    SendCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<Supplier<Event>> events = options.events();
        Settings settings = settings();
        settings.mistakes().forEach(mistake -> err().println("telemetry: " + mistake));
        if (!settings.on()) {
            err().println(StatusCommand.sentence(settings));
            return FOUND;
        }
        Telemetry telemetry = Telemetry.start(settings);
        try (telemetry) {
            events.forEach(telemetry::send);
            progress("waiting for answers");
        }
        progress("");
        return report(Outcome.of(telemetry, settings));
    }

    /** Shows what leaves, and waits for the outcome unless the user says otherwise. */
    private Settings settings() {
        Map<String, String> shown = new HashMap<>(environment);
        shown.put("RUNMAT_TELEMETRY_SHOW", "1");
        Settings settings = Settings.read(shown, "");
        return shown.getOrDefault("RUNMAT_TELEMETRY_DRAIN", "").isBlank() ? settings.withDrain(Drain.ALL) : settings;
    }

    private int report(Outcome outcome) {
        if (json) {
            out().println(Json.of(outcome));
        } else {
            line("HTTPS", outcome.events(), outcome.https(), "");
            line("UDP", outcome.events(), outcome.udp(), "; nobody answers a datagram");
        }
        return outcome.allGone() ? WELL : FOUND;
    }

    private void line(String path, int events, @Nullable Map<String, Integer> copies, String remark) {
        if (copies != null) {
            String words = copies.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .collect(Collectors.joining(", "));
            out().println("%-6s %s%s".formatted(path, words.replaceFirst(" ", " of " + events + " "), remark));
        }
    }
}
