package com.runmat.telemetry.contract;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What of the values read is left out once the whole event is known: fields of other events, and sums that have grown too large. */
final class Bounds {
    private static final Map<EventLabel, List<Field>> FOREIGN = foreign();
    private static final List<Field> SUMS = Field.ALL.stream()
            .filter(field -> field.places().stream().anyMatch(Place::summed))
            .toList();

    private Bounds() {}

    static void keep(EventLabel label, Values values, Omission.Observer observer) {
        for (Field field : Objects.requireNonNull(FOREIGN.get(label))) {
            if (values.get(field) != null) {
                observer.omitted(Omission.OTHER_EVENTS_FIELD, field.name());
                values.put(field, null);
            }
        }
        for (Field field : SUMS) {
            if (field.type() instanceof FieldType.Whole whole && values.number(field, 0) > whole.max()) {
                observer.unfit(field);
                values.put(field, null);
            }
        }
    }

    private static Map<EventLabel, List<Field>> foreign() {
        Map<EventLabel, List<Field>> all = new EnumMap<>(EventLabel.class);
        Arrays.stream(EventLabel.values())
                .forEach(label -> all.put(
                        label,
                        Field.ALL.stream()
                                .filter(field -> !field.scope().covers(label))
                                .toList()));
        return all;
    }
}
