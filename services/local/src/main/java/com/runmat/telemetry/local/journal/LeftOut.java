package com.runmat.telemetry.local.journal;

import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.contract.Omission;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that stood in an event and goes no further.
 *
 * @param why its class, as the worker counts it
 * @param name the client's own: this is the developer's own machine
 */
record LeftOut(Omission why, String name) {
    /** The name for people: a field that only its event's label rules out is told by the table's own name. */
    String shownName() {
        return why == Omission.OTHER_EVENTS_FIELD ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** The rule that left it out, as part of a sentence that begins with the name. */
    String rule() {
        return switch (why) {
            case OTHER_EVENTS_FIELD ->
                "belongs to "
                        + field().map(field -> field.scope().words().replace("`", ""))
                                .orElse("another event");
            case UNKNOWN_EVENT_FIELD -> "is no field of an event";
            case UNKNOWN_PAYLOAD_FIELD -> "is no field of payload";
            case UNKNOWN_PROVIDER_FIELD -> "is no field of payload.provider";
            case UNKNOWN_DEVICE_FIELD -> "is no field of payload.provider.device";
            case UNKNOWN_TELEMETRY_FIELD -> "is no field of payload.provider.telemetry";
            case UNKNOWN_COUNTER -> "is no field of payload.counters";
            default ->
                "does not have the form that is kept"
                        + field().map(field -> ": " + field.type().describe().replace("`", ""))
                                .orElse("");
        };
    }

    /** By its own name, or by the last one on the way to where a client writes it. */
    private Optional<Field> field() {
        return Arrays.stream(Field.values())
                .filter(field -> field.wireName().equalsIgnoreCase(name)
                        || field.places().stream()
                                .anyMatch(place -> place.path().getLast().equals(name)))
                .findFirst();
    }
}
