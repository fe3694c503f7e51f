package com.runmat.telemetry.contract;

import java.util.List;

/** What stood in a request's body. */
public sealed interface Body {
    /** One event, to be answered on its own. */
    record Single(Reading reading) implements Body {}

    /** Events to be answered one by one; a refusal concerns just its own event. The order is the sender's. */
    record Batch(List<Reading> readings) implements Body {}

    /** Nothing that can be answered event by event. */
    record Unreadable(Refusal refusal) implements Body {}
}
