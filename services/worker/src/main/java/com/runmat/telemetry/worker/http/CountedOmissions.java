package com.runmat.telemetry.worker.http;

import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.contract.Omission;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.worker.counters.WorkerCounter;

/** Counts what is left out of events: by class, and where a listed field's value does not fit, by field. Never by a client's own name. */
record CountedOmissions(Counters<WorkerCounter> counters) implements Omission.Observer {
    @Override
    public void omitted(Omission why, String name) {
        counters.increment(WorkerCounter.of(why));
    }

    @Override
    public void unfit(Field field) {
        counters.increment(WorkerCounter.OMITTED_UNFIT_VALUE);
        counters.increment(WorkerCounter.unfit(field));
    }
}
