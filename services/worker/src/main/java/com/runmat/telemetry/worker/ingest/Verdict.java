package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.contract.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a request's events. */
public sealed interface Verdict {
    /** All were accepted. */
    record Accepted() implements Verdict {}

    /** The request is refused as a whole; a request with one event is answered for it. */
    record Refused(Refusal refusal) implements Verdict {}

    /** Some events of a batch were refused: null where the event was accepted, in the sender's order. */
    record Mixed(List<@Nullable Refusal> outcomes) implements Verdict {}
}
