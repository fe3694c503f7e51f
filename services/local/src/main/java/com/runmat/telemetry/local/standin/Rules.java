package com.runmat.telemetry.local.standin;

import com.runmat.telemetry.local.http.Answer;
import java.net.URI;
import java.util.List;

/** What a back end accepts, and what it says to the rest. Stateless. */
public interface Rules {
    /** A request as far as the rules look at it, the body decompressed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(String method, URI target, byte[] body) {}

    /** The answer, and each event with its problem; no events where the body could not be read as such. */
    record Verdict(Answer answer, List<Departure> events) {
        public Verdict {
            events = List.copyOf(events);
        }

        static Verdict refusal(int status, String reason) {
            return new Verdict(Answer.text(status, reason), List.of());
        }

        /** One refused event takes the others of its request along: none of them is counted. */
        static Verdict refusedTogether(int status, String reason, List<Departure> events) {
            List<Departure> refused = events.stream()
                    .map(event -> event.counted() ? event.because("came in one request with a refused event") : event)
                    .toList();
            return new Verdict(Answer.text(status, reason), refused);
        }
    }

    Verdict judge(Request request);

    /** The back end whose rules these are. */
    Departure.BackEnd backEnd();

    /** The most bytes of a body that are read, after decompression. */
    int maxBytes();
}
