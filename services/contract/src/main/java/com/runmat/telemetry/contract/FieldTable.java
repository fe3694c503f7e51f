package com.runmat.telemetry.contract;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table as Markdown, for the documents and for anyone who asks a running worker. */
public final class FieldTable {
    private FieldTable() {}

    /** One row a field, in the table's order. */
    public static String markdown() {
        String head =
                "| field | events | read from | kept | PostHog | GA4 | meaning |\n|---|---|---|---|---|---|---|\n";
        return head + Arrays.stream(Field.values()).map(FieldTable::row).collect(Collectors.joining());
    }

    private static String row(Field field) {
        return "| %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        field.wireName(),
                        field.scope().words(),
                        places(field),
                        field.type().describe(),
                        code(field.posthog()),
                        code(field.ga4()),
                        field.meaning());
    }

    private static String places(Field field) {
        return field.places().stream()
                .filter(place -> !place.summed())
                .map(place -> code(String.join(" › ", place.path())))
                .collect(Collectors.joining(", "))
                .concat(field.places().stream()
                        .filter(Place::summed)
                        .findFirst()
                        .map(FieldTable::sum)
                        .orElse(""));
    }

    private static String sum(Place place) {
        return ", or the sum of `" + place.path().get(4) + "` over `payload › provider › telemetry › "
                + String.join("/", Place.CATEGORIES) + "`";
    }

    private static String code(@Nullable String text) {
        return text == null ? "" : "`" + text + "`";
    }
}
