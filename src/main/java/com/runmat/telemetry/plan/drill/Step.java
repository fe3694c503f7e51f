package com.runmat.telemetry.plan.drill;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One step of a bad day, as its page has it.
 *
 * @param says what is done, or what happens
 * @param commands the lines that are typed; for an event, what a hook is told
 * @param settings what the stack's settings are changed to, by full key; an empty text takes one away
 * @param leftOut what an update leaves as it is
 * @param prints what must be printed when it is typed for real; empty for what prints nothing to look for
 * @param promises what must hold of an update here, besides what must hold of each
 */
record Step(
        Kind kind,
        String says,
        List<String> commands,
        Map<String, String> settings,
        LeftOut leftOut,
        String prints,
        List<Promise> promises) {
    /** Kinds of step. */
    enum Kind {
        /** Something happens that nobody types: for real, a hook does it. */
        EVENT,
        /** Likewise, and of what stood the engine knows nothing any more. */
        LOSS,
        SETTINGS,
        UPDATE,
        /** What stands is made known to the engine again. */
        IMPORT,
        /** Looking, waiting, telling somebody: nothing changes. */
        LOOK,
        /** Likewise, but where no command reaches: at the parent zone, in a console. */
        BY_HAND
    }

    Step {
        commands = List.copyOf(commands);
        settings = Map.copyOf(settings);
        promises = List.copyOf(promises);
    }

    private static Step of(Kind kind, String says, String prints, List<String> commands) {
        return new Step(kind, says, commands, Map.of(), LeftOut.NOTHING, prints, List.of());
    }

    static Step event(String says, String hook) {
        return of(Kind.EVENT, says, "", List.of(hook));
    }

    static Step loss(String says, String hook) {
        return of(Kind.LOSS, says, "", List.of(hook));
    }

    static Step look(String says, String prints, String... commands) {
        return of(Kind.LOOK, says, prints, List.of(commands));
    }

    static Step byHand(String says) {
        return of(Kind.BY_HAND, says, "", List.of());
    }

    static Step imported(String says, String prints, String... commands) {
        return of(Kind.IMPORT, says, prints, List.of(commands));
    }

    /** Settings, by key: a text, or a list. */
    static Step set(String says, Map<String, ?> settings) {
        var commands = new TreeMap<>(settings)
                .entrySet().stream()
                        .flatMap(entry -> Setting.commands(entry.getKey(), entry.getValue()).stream())
                        .toList();
        return set(says, settings, commands);
    }

    /** Likewise, where the value stands in no command. */
    static Step set(String says, Map<String, ?> settings, List<String> commands) {
        var values = new TreeMap<String, String>();
        settings.forEach((key, value) -> values.put(Setting.key(key), Setting.value(value)));
        return new Step(Kind.SETTINGS, says, commands, values, LeftOut.NOTHING, "", List.of());
    }

    static Step up(String says, Promise... promises) {
        return up(says, LeftOut.NOTHING, promises);
    }

    static Step up(String says, LeftOut leftOut, Promise... promises) {
        var command = leftOut.glob().isEmpty() ? "pulumi up" : "pulumi up --exclude '" + leftOut.glob() + "'";
        return new Step(Kind.UPDATE, says, List.of(command), Map.of(), leftOut, "Resources:", List.of(promises));
    }
}
