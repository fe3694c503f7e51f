package com.runmat.telemetry.local.standin;

import com.runmat.telemetry.local.http.Answer;
import com.runmat.telemetry.local.http.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Plays an analytics back end on the loopback interface: follows its rules, and misbehaves on demand. The events of a
 * request are told to the observer before the request is answered, on the request's thread. Thread-safe.
 */
public final class StandIn implements AutoCloseable {
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final Rules rules;
    private final Consumer<Departure> observer;
    private final LoopbackServer server;
    private final AtomicReference<Mode> mode = new AtomicReference<>(Mode.WORKING);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<Optional<String>> poison = new AtomicReference<>(Optional.empty());

    private StandIn(int port, Rules rules, Consumer<Departure> observer) {
        this.rules = rules;
        this.observer = observer;
        this.server = LoopbackServer.start(port, this::handle);
    }

    /** Listens until closed; port 0 takes a free one. */
    public static StandIn start(int port, Rules rules, Consumer<Departure> observer) {
        return new StandIn(port, rules, observer);
    }

    public Mode mode() {
        return mode.get();
    }

    /** Requests since it was last told how to behave. */
    public int requests() {
        return requests.get();
    }

    /** Holds for requests that come from now on. */
    public void behave(Mode next) {
        poison.set(Optional.empty());
        requests.set(0);
        mode.set(next);
    }

    public int port() {
        return server.port();
    }

    /** Scheme, host and port, as the worker's settings want it. */
    public URI url() {
        return server.url("");
    }

    public Departure.BackEnd backEnd() {
        return rules.backEnd();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Mode now = mode.get();
        requests.incrementAndGet();
        if (now == Mode.DOWN) {
            return;
        }
        Rules.Verdict verdict = verdict(exchange);
        switch (now) {
            case RATE_LIMITED -> rateLimited(exchange);
            case FAILING -> Answer.text(500, "told to fail").send(exchange);
            case REFUSES_ONE -> answer(exchange, refusingOne(verdict));
            case SLOW -> {
                pause();
                answer(exchange, verdict);
            }
            case WORKING, DOWN -> answer(exchange, verdict);
        }
    }

    private Rules.Verdict verdict(HttpExchange exchange) throws IOException {
        Optional<byte[]> body = RequestBody.read(exchange, rules.maxBytes());
        return body.isEmpty()
                ? Rules.Verdict.refusal(400, "the body is not gzip as its Content-Encoding says")
                : rules.judge(new Rules.Request(exchange.getRequestMethod(), exchange.getRequestURI(), body.get()));
    }

    private static void rateLimited(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", "1");
        Answer.text(429, "told to limit the rate").send(exchange);
    }

    private void answer(HttpExchange exchange, Rules.Verdict verdict) throws IOException {
        verdict.events().forEach(observer);
        verdict.answer().send(exchange);
    }

    private Rules.Verdict refusingOne(Rules.Verdict verdict) {
        List<Departure> events = verdict.events();
        if (poison.get().isEmpty() && !events.isEmpty()) {
            poison.compareAndSet(Optional.empty(), Optional.of(identity(events.getFirst())));
        }
        String culprit = poison.get().orElse("");
        if (events.stream().map(StandIn::identity).noneMatch(culprit::equals)) {
            return verdict;
        }
        return Rules.Verdict.refusedTogether(
                400,
                "told to refuse one event of this request",
                events.stream()
                        .map(event -> identity(event).equals(culprit) ? event.because("told to refuse it") : event)
                        .toList());
    }

    /** A repeated event is the same text. */
    private static String identity(Departure event) {
        return event.event().toString();
    }

    private static void pause() {
        try {
            Thread.sleep(DELAY);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Breaks what is in flight, as a killed back end would. */
    @Override
    public void close() {
        server.close();
    }
}
