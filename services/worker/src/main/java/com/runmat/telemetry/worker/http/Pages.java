package com.runmat.telemetry.worker.http;

import com.runmat.telemetry.contract.FieldTable;
import com.runmat.telemetry.contract.JsonSchema;
import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Build;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.PrometheusText;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.counters.WorkerHistogram;
import com.runmat.telemetry.worker.http.server.Answer;
import com.runmat.telemetry.worker.http.server.Exchange;
import com.runmat.telemetry.worker.http.server.TransferMemory;
import com.runmat.telemetry.worker.ingest.Intake;
import java.util.function.BooleanSupplier;

/** What can be read from a worker: its state, its counters, and what it keeps of an event. */
final class Pages {
    private final Access access;
    private final Intake intake;
    private final TransferMemory memory;
    private final Counters<WorkerCounter> counters;
    private final Histograms<WorkerHistogram> histograms;
    private final Answering answering;
    private final BooleanSupplier draining;

    Pages(
            Access access,
            Intake intake,
            TransferMemory memory,
            Counters<WorkerCounter> counters,
            Histograms<WorkerHistogram> histograms,
            Answering answering,
            BooleanSupplier draining) {
        this.access = access;
        this.intake = intake;
        this.memory = memory;
        this.counters = counters;
        this.histograms = histograms;
        this.answering = answering;
        this.draining = draining;
    }

    /** The process answers; whether its back ends do is no reason to restart it. */
    void health(Exchange exchange) {
        exchange.answer(Answer.OK);
    }

    /** Events would be taken now. */
    void ready(Exchange exchange) {
        exchange.answer(access.enabled() && !draining.getAsBoolean() ? Answer.OK : Answer.NOT_READY);
    }

    void metrics(Exchange exchange) {
        Refusal refusal = access.refusal(exchange);
        if (refusal != null) {
            answering.refuse(exchange, refusal);
            return;
        }
        String page = new PrometheusText("worker", Running.BUILD)
                .counters(counters)
                .histograms(histograms)
                .gauge("pending_events", "Events waiting for the required back end.", intake.pending())
                .gauge("ga4_waiting_events", "Events already answered that still wait for GA4.", intake.waitingForGa4())
                .page();
        Answer answer = Answer.text(200, PrometheusText.CONTENT_TYPE, page);
        int bytes = answer.body().length;
        if (memory.take(bytes)) {
            exchange.answer(answer, () -> memory.give(bytes));
        } else {
            answering.refuse(exchange, Refusal.OVERLOADED);
        }
    }

    void schema(Exchange exchange) {
        exchange.answer(Documents.SCHEMA);
    }

    void fields(Exchange exchange) {
        exchange.answer(Documents.FIELDS);
    }

    /** Read when first asked for: nothing else at the start opens the jar. */
    private static final class Running {
        static final Build BUILD = Build.of(WorkerCounter.class);
    }

    /** Made when first asked for, and once: whoever asks without reading holds no memory. */
    private static final class Documents {
        static final Answer SCHEMA = Answer.text(200, "application/schema+json", JsonSchema.text());
        static final Answer FIELDS = Answer.text(
                200,
                "text/markdown; charset=utf-8",
                "# What RunMat telemetry keeps of an event\n\n" + FieldTable.markdown());
    }
}
