package com.runmat.telemetry.contract;

import java.util.Locale;

/**
 * Why something that stood in an event's body did not become part of it. Field names are the client's text and may say
 * anything, so only these classes are ever counted or shown outside a developer's own machine.
 */
public enum Omission {
    UNKNOWN_EVENT_FIELD,
    UNKNOWN_PAYLOAD_FIELD,
    UNKNOWN_PROVIDER_FIELD,
    UNKNOWN_DEVICE_FIELD,
    UNKNOWN_TELEMETRY_FIELD,
    UNKNOWN_COUNTER,
    /** A field of the contract whose value has another type or shape, or lies outside its range. */
    UNFIT_VALUE,
    /** A field of the contract that the contract gives to another event. */
    OTHER_EVENTS_FIELD;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Is told of each omission while an event is read, on the reading thread. */
    @FunctionalInterface
    public interface Observer {
        Observer NONE = (why, name) -> {};

        /** Hears why and which; the name is the client's own text, never to be logged or counted by a service. */
        void omitted(Omission why, String name);

        /** Hears that the value of this field of the contract was left out, which may be counted by field. */
        default void unfit(Field field) {
            omitted(UNFIT_VALUE, field.wireName());
        }
    }
}
