package com.runmat.telemetry.worker.http;

import com.runmat.telemetry.contract.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Inflates a body and stops at the limit, so that a few bytes cannot become many. */
final class Gunzip {
    /** Bytes or a refusal. */
    sealed interface Result {}

    @SuppressWarnings("ArrayRecordComponent") // never compared, and copying it would cost
    record Inflated(byte[] bytes) implements Result {}

    record Refused(Refusal refusal) implements Result {}

    private Gunzip() {}

    static Result inflate(byte[] bytes, int length, int limit) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes, 0, length))) {
            byte[] inflated = in.readNBytes(limit + 1);
            return inflated.length > limit ? new Refused(Refusal.PAYLOAD_TOO_LARGE) : new Inflated(inflated);
        } catch (IOException noGzip) {
            return new Refused(Refusal.INVALID_JSON);
        }
    }
}
