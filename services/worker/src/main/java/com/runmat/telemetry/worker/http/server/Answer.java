package com.runmat.telemetry.worker.http.server;

import com.runmat.telemetry.contract.Refusal;
import com.runmat.telemetry.ops.Json;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a request is answered. The bytes are shared and must not be changed.
 *
 * @param headers further headers by name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying it would cost
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    /** Seconds after which a client that was turned away may try again: a saturated worker has delivered or failed by then. */
    private static final String RETRY_AFTER_SECONDS = "2";

    public static final Answer OK = json(200, new Json().with("ok", true));
    /** To what is no HTTP. */
    static final Answer BAD_REQUEST = new Answer(400, JSON, new byte[0], Map.of());

    public static final Answer NOT_READY = json(503, new Json().with("ok", false));

    private static final Map<Refusal, Answer> REFUSALS = refusals();

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer json(int status, Json body) {
        return text(status, JSON, body.toString());
    }

    public static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Answer of(Refusal refusal) {
        return Objects.requireNonNull(REFUSALS.get(refusal));
    }

    private static Map<Refusal, Answer> refusals() {
        Map<Refusal, Answer> answers = new EnumMap<>(Refusal.class);
        for (Refusal refusal : Refusal.values()) {
            answers.put(refusal, refused(refusal));
        }
        return answers;
    }

    private Answer with(String header, String value) {
        return new Answer(status, contentType, body, Map.of(header, value));
    }

    private static Answer refused(Refusal refusal) {
        Answer answer = json(refusal.status(), new Json().with("error", refusal.wireName()));
        return refusal == Refusal.OVERLOADED ? answer.with("Retry-After", RETRY_AFTER_SECONDS) : answer;
    }
}
