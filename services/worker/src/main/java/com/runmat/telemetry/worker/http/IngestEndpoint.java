package com.runmat.telemetry.worker.http;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.Body;
import com.runmat.telemetry.contract.BodyReader;
import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Counters;
import com.runmat.telemetry.worker.counters.WorkerCounter;
import com.runmat.telemetry.worker.http.server.BodyHandler;
import com.runmat.telemetry.worker.http.server.Exchange;
import com.runmat.telemetry.worker.http.server.RequestHeader;
import com.runmat.telemetry.worker.http.server.TransferMemory;
import com.runmat.telemetry.worker.ingest.Intake;

/**
 * {@code POST /ingest}: checks key, media type, encoding and size, in this order, has the body read, and hands its events to
 * the intake, whose verdict becomes the answer.
 */
final class IngestEndpoint {
    private static final int MAX_BYTES = BodyReader.MAX_BATCH_BYTES;

    private final Access access;
    private final Intake intake;
    private final TransferMemory memory;
    private final Counters<WorkerCounter> counters;
    private final Answering answering;
    private final ThreadLocal<BodyReader> readers;

    IngestEndpoint(
            Access access,
            Intake intake,
            TransferMemory memory,
            Counters<WorkerCounter> counters,
            Answering answering) {
        this.access = access;
        this.intake = intake;
        this.memory = memory;
        this.counters = counters;
        this.answering = answering;
        this.readers = ThreadLocal.withInitial(() -> new BodyReader(new CountedOmissions(counters)));
    }

    void handle(Exchange exchange) {
        Refusal refusal = access.refusal(exchange);
        if (refusal != null) {
            answering.refuse(exchange, refusal);
            return;
        }
        MediaType type = MediaType.named(exchange.header(RequestHeader.CONTENT_TYPE));
        ContentCoding coding = ContentCoding.named(exchange.header(RequestHeader.CONTENT_ENCODING));
        if (type == null || coding == null) {
            answering.refuse(exchange, Refusal.UNSUPPORTED_MEDIA_TYPE);
        } else if (exchange.contentLength() > MAX_BYTES) {
            answering.refuse(exchange, Refusal.PAYLOAD_TOO_LARGE);
        } else {
            exchange.receive(MAX_BYTES, memory, new Receiving(type, coding));
        }
    }

    private void accept(byte[] bytes, int length, MediaType type, Exchange exchange) {
        BodyReader reader = readers.get();
        Arrival arrival = new Arrival(System.currentTimeMillis(), "https");
        Body body = type == MediaType.JSON ? reader.json(bytes, length, arrival) : reader.lines(bytes, length, arrival);
        exchange.releaseBody();
        int events = body instanceof Body.Batch batch ? batch.readings().size() : 0;
        int most = Answering.mostBytes(events);
        // before the events leave: afterwards their sender has to hear what became of them
        if (!memory.take(most)) {
            answering.answer(exchange, intake.refuse(Refusal.OVERLOADED, events));
            return;
        }
        intake.accept(body, verdict -> answering.answer(exchange, verdict, () -> memory.give(most)));
    }

    /** What follows when the body is there. */
    private final class Receiving implements BodyHandler {
        private final MediaType type;
        private final ContentCoding coding;

        Receiving(MediaType type, ContentCoding coding) {
            this.type = type;
            this.coding = coding;
        }

        @Override
        public void received(Exchange exchange, byte[] bytes, int length) {
            if (coding == ContentCoding.IDENTITY) {
                accept(bytes, length, type, exchange);
                return;
            }
            switch (Gunzip.inflate(bytes, length, MAX_BYTES)) {
                case Gunzip.Inflated inflated -> accept(inflated.bytes(), inflated.bytes().length, type, exchange);
                case Gunzip.Refused refused -> answering.refuse(exchange, refused.refusal());
            }
        }

        @Override
        public void failed(Exchange exchange, Failure failure) {
            switch (failure) {
                case TOO_LARGE -> answering.refuse(exchange, Refusal.PAYLOAD_TOO_LARGE);
                case MALFORMED -> answering.refuse(exchange, Refusal.INVALID_JSON);
                case NO_MEMORY -> answering.refuse(exchange, Refusal.OVERLOADED);
                case BROKEN_OFF -> {
                    counters.increment(WorkerCounter.BROKEN_OFF);
                    exchange.abandon();
                }
            }
        }
    }
}
