package com.runmat.telemetry.contract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The five events that exist, each with the names under which clients send it. */
public enum EventLabel {
    INSTALL_START("install_start"),
    INSTALL_COMPLETE("install_complete"),
    INSTALL_FAILED("install_failed"),
    RUNTIME_STARTED("runtime_started", "runtime.run.started"),
    RUNTIME_FINISHED("runtime_finished", "runtime.run.finished");

    private static final Map<String, EventLabel> BY_NAME = byName();

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    EventLabel(String... names) {
        this.names = List.of(names);
    }

    /** The name under which the event leaves, whatever the client called it. */
    public String canonical() {
        return names.get(0);
    }

    /** Every name that clients use, the canonical one first. */
    public List<String> names() {
        return names;
    }

    /** True for the two events of a run, false for the three of an installer. */
    public boolean runtime() {
        return this == RUNTIME_STARTED || this == RUNTIME_FINISHED;
    }

    /** Whether it says what no other event says: a beginning is known from its end as well. Where not all can stay, ends do. */
    public boolean tellsAnEnd() {
        return this != INSTALL_START && this != RUNTIME_STARTED;
    }

    /** The event of that name, or null when there is none. */
    public static @Nullable EventLabel named(@Nullable String name) {
        return name == null ? null : BY_NAME.get(name);
    }

    private static Map<String, EventLabel> byName() {
        Map<String, EventLabel> all = new HashMap<>();
        Arrays.stream(values()).forEach(label -> label.names.forEach(name -> all.put(name, label)));
        return Map.copyOf(all);
    }
}
