package com.runmat.telemetry.client.command;

import com.runmat.telemetry.client.Event;
import com.runmat.telemetry.client.FinishedRun;
import com.runmat.telemetry.client.GpuFigures;
import com.runmat.telemetry.client.Installation;
import com.runmat.telemetry.client.Installation.Method;
import com.runmat.telemetry.client.Run;
import com.runmat.telemetry.client.RunKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The arguments of {@code send}: which events, and what they tell. */
final class SendOptions {
    private static final List<String> NAMES = List.of(
            "--release", "--method", "--run-kind", "--jit", "--accelerate", "--duration-ms", "--error", "--device");
    private static final List<String> EVENTS = List.of(
            "run",
            "install",
            "install_start",
            "install_complete",
            "install_failed",
            "runtime_started",
            "runtime_finished");

    private final Map<String, String> values = new HashMap<>();
    private String event = "run";

    /** Throws {@link IllegalArgumentException} with a sentence for the user. */
    SendOptions(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (!name.startsWith("--")) {
                event = oneOf("event", name, EVENTS);
            } else if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("unknown option " + name);
            } else if (++i == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            } else {
                values.put(name, arguments.get(i));
            }
        }
    }

    /** What to send, in order. */
    List<Supplier<Event>> events() {
        String release = values.getOrDefault("--release", "example");
        Installation installation = new Installation(constant(Method.class, "--method", Method.SHELL), release);
        Run run = new Run(
                constant(RunKind.class, "--run-kind", RunKind.SCRIPT), release, flag("--jit"), flag("--accelerate"));
        duration(); // a mistake in it is told before anything is sent
        return switch (event) {
            case "install" -> List.of(installation::start, installation::complete);
            case "install_start" -> List.of(installation::start);
            case "install_complete" -> List.of(installation::complete);
            case "install_failed" -> List.of(installation::failed);
            case "runtime_started" -> List.of(run::started);
            case "runtime_finished" -> List.of(() -> finished(run));
            default -> List.of(run::started, () -> finished(run));
        };
    }

    private Event finished(Run run) {
        FinishedRun end = run.finished().duration(duration()).jitUsed(flag("--jit"));
        end.executions(12, 9, 3);
        if (flag("--accelerate")) {
            end.device(values.getOrDefault("--device", "Example GPU"), "Example", "wgpu")
                    .gpu(new GpuFigures(12, Duration.ofNanos(1_850_000), 262_144, 4_096, 8, 1));
        }
        String error = values.get("--error");
        return (error == null ? end.succeeded() : end.failed(error)).build();
    }

    private Duration duration() {
        String text = values.getOrDefault("--duration-ms", "42");
        try {
            return Duration.ofMillis(Long.parseLong(text));
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("--duration-ms must be a whole number, not " + text, wrong);
        }
    }

    private boolean flag(String name) {
        return oneOf(name, values.getOrDefault(name, "true"), List.of("true", "false"))
                .equals("true");
    }

    private <E extends Enum<E>> E constant(Class<E> type, String name, E fallback) {
        String text = values.get(name);
        if (text == null) {
            return fallback;
        }
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return Enum.valueOf(type, oneOf(name, text, words).toUpperCase(Locale.ROOT));
    }

    private static String oneOf(String what, String given, List<String> allowed) {
        if (!allowed.contains(given)) {
            String words = allowed.stream().collect(Collectors.joining(", "));
            throw new IllegalArgumentException(what + " must be one of " + words + ", not " + given);
        }
        return given;
    }
}
