package com.runmat.telemetry.sender;

import java.util.ArrayList;
import java.util.Locale;

/** The constants of an enumeration as they are typed, for help and completion. */
abstract class Words<E extends Enum<E>> extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Words(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            add(constant.name().toLowerCase(Locale.ROOT));
        }
    }
}
