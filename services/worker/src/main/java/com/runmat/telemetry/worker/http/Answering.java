package com.runmat.telemetry.worker.http;

import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.CountersLog;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.Json;
import com.runmat.telemetry.worker.counters.WorkerHistogram;
import com.runmat.telemetry.worker.http.server.Answer;
import com.runmat.telemetry.worker.http.server.Exchange;
import com.runmat.telemetry.worker.ingest.Intake;
import com.runmat.telemetry.worker.ingest.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns verdicts into answers. The counters are logged here when they are due: while a request is open, there is CPU. */
final class Answering {
    /** Of the text around the results, and of the longest result. */
    private static final int FRAME_BYTES = 32;

    private static final int RESULT_BYTES = 64;

    private final Intake intake;
    private final Histograms<WorkerHistogram> histograms;
    private final CountersLog countersLog;

    Answering(Intake intake, Histograms<WorkerHistogram> histograms, CountersLog countersLog) {
        this.intake = intake;
        this.histograms = histograms;
        this.countersLog = countersLog;
    }

    /** Refuses a request before its events are read. */
    void refuse(Exchange exchange, Refusal refusal) {
        answer(exchange, intake.refuse(refusal));
    }

    void answer(Exchange exchange, Verdict verdict) {
        answer(exchange, verdict, () -> {});
    }

    /** The same, and runs the step when the answer has left or never will. */
    void answer(Exchange exchange, Verdict verdict, Runnable gone) {
        histograms.observeSince(WorkerHistogram.REQUEST_DURATION_SECONDS, exchange.startNanos());
        countersLog.writeIfDue();
        exchange.answer(answer(verdict), gone);
    }

    /** Bytes of the longest answer to a batch of so many events, where each is refused; all other answers are shared. */
    static int mostBytes(int events) {
        return events == 0 ? 0 : FRAME_BYTES + events * RESULT_BYTES;
    }

    private static Answer answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> Answer.OK;
            case Verdict.Refused refused -> Answer.of(refused.refusal());
            case Verdict.Mixed mixed -> Answer.json(200, results(mixed.outcomes()));
        };
    }

    /** One element for each event that was not accepted. */
    static Json results(List<@Nullable Refusal> outcomes) {
        List<Json> results = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Refusal refusal = outcomes.get(i);
            if (refusal != null) {
                results.add(new Json()
                        .with("index", i)
                        .with("status", refusal.status())
                        .with("error", refusal.wireName()));
            }
        }
        return new Json().with("ok", false).with("results", results);
    }
}
