package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table against the limits of the two back ends. */
class FieldTest {
    private static final Set<String> RESERVED_PARAMETERS = Set.of(
            "cid currency customer_id customerid dclid gclid session_id sessionid sfmc_id sid srsltid uid user_id userid"
                    .split(" "));

    /** An error's class may be longer than a parameter, and is kept whole for PostHog. */
    private static final Set<Field> CUT_FOR_GA4 = Set.of(Field.ERROR_CLASS, Field.FAILURE_CODE);

    @Test
    void ga4_namesAndNumber() {
        List<String> names = parameters().toList();
        assertTrue(names.size() <= 23, "session_id and engagement_time_msec go with them, and 25 is the limit");
        for (String name : names) {
            assertTrue(name.matches("[A-Za-z][A-Za-z0-9_]{0,39}"), name);
            assertFalse(RESERVED_PARAMETERS.contains(name), name);
            assertFalse(Stream.of("_", "firebase_", "ga_", "google_", "gtag.").anyMatch(name::startsWith), name);
        }
    }

    @Test
    void ga4_textFits() {
        for (Field field : Field.values()) {
            if (field.ga4() != null && field.type() instanceof FieldType.Text text) {
                assertTrue(text.shape().longest() <= 100 || CUT_FOR_GA4.contains(field), field.name());
            }
        }
    }

    @Test
    void ga4_eventNames() {
        Set<String> reserved =
                Set.of("click", "error", "page_view", "first_open", "session_start", "app_install", "app_update");
        for (EventLabel label : EventLabel.values()) {
            assertTrue(label.canonical().matches("[A-Za-z][A-Za-z0-9_]{0,39}"));
            assertFalse(reserved.contains(label.canonical()));
        }
    }

    @Test
    void names_unique() {
        assertUnique(parameters());
        assertUnique(Arrays.stream(Field.values()).map(Field::posthog).filter(Objects::nonNull));
        assertUnique(Arrays.stream(Field.values())
                .flatMap(field -> field.places().stream())
                .map(Place::path));
    }

    @Test
    void posthog_isTheFieldsNameInLowerCase() {
        for (Field field : Field.values()) {
            if (field.posthog() != null) {
                assertEquals(field.name().toLowerCase(Locale.ROOT), field.posthog());
            }
        }
    }

    private static Stream<String> parameters() {
        return Arrays.stream(Field.values()).map(Field::ga4).filter(Objects::nonNull);
    }

    private static void assertUnique(Stream<?> names) {
        Set<Object> seen = new HashSet<>();
        names.forEach(name -> assertTrue(seen.add(name), () -> name + " twice"));
    }
}
