package com.runmat.telemetry.worker.http;

import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.ops.CountersLog;
import com.runmat.telemetry.ops.Histograms;
import com.runmat.telemetry.ops.Secret;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.counters.WorkerHistogram;
import com.runmat.telemetry.worker.http.server.Exchange;
import com.runmat.telemetry.worker.http.server.Handler;
import com.runmat.telemetry.worker.http.server.TransferMemory;
import com.runmat.telemetry.worker.ingest.Intake;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Which path and method leads where. No path ends in z: Cloud Run keeps those to itself. */
public final class Router implements Handler {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final IngestEndpoint ingest;
    private final Pages pages;
    private final Answering answering;
    private final Cors cors;

    /**
     * @param keys accepted now
     * @param backEnds whether any is configured
     * @param origins whose pages may send events
     * @param draining whether the worker is about to end
     */
    public Router(
            List<Secret> keys,
            boolean backEnds,
            Set<String> origins,
            Intake intake,
            TransferMemory memory,
            Counters<WorkerCounter> counters,
            Histograms<WorkerHistogram> histograms,
            CountersLog countersLog,
            BooleanSupplier draining) {
        Access access = new Access(new KeyCheck(keys), backEnds);
        this.answering = new Answering(intake, histograms, countersLog);
        this.ingest = new IngestEndpoint(access, intake, memory, counters, answering);
        this.pages = new Pages(access, intake, memory, counters, histograms, answering, draining);
        this.cors = new Cors(origins);
    }

    @Override
    public void handle(Exchange exchange) {
        boolean clear = exchange.framedClearly();
        if (!clear || !exchange.endsPlainly()) {
            exchange.closeBehindAnswer();
        }
        if (!clear) {
            answering.refuse(exchange, Refusal.INVALID_JSON);
            return;
        }
        if (exchange.path().equals("/ingest")) {
            ingest(exchange);
            return;
        }
        Handler page = page(exchange.path());
        if (page == null) {
            answering.refuse(exchange, Refusal.NOT_FOUND);
        } else if (READING.contains(exchange.method())) {
            page.handle(exchange);
        } else {
            refuseMethod(exchange, "GET, HEAD");
        }
    }

    private void ingest(Exchange exchange) {
        switch (exchange.method()) {
            case "POST" -> {
                cors.permit(exchange);
                ingest.handle(exchange);
            }
            case "OPTIONS" -> cors.preflight(exchange);
            default -> {
                cors.permit(exchange);
                refuseMethod(exchange, "POST, OPTIONS");
            }
        }
    }

    private @Nullable Handler page(String path) {
        return switch (path) {
            case "/" -> pages::fields;
            case "/health" -> pages::health;
            case "/ready" -> pages::ready;
            case "/metrics" -> pages::metrics;
            case "/schema" -> pages::schema;
            default -> null;
        };
    }

    private void refuseMethod(Exchange exchange, String allowed) {
        exchange.answerHeader("Allow", allowed);
        answering.refuse(exchange, Refusal.METHOD_NOT_ALLOWED);
    }
}
