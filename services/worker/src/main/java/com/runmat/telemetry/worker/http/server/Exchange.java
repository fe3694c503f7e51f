package com.runmat.telemetry.worker.http.server;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/** One request and its one answer. Everything but {@link #answer} belongs to the I/O thread. */
public final class Exchange implements IoCallback, ExchangeCompletionListener {
    private final HttpServerExchange exchange;
    private final HttpServer server;
    private final long startNanos = System.nanoTime();
    private XnioExecutor.@Nullable Key timer;
    private @Nullable Runnable whenFinished;
    private @Nullable BodyReceiver body;
    private boolean finished;

    Exchange(HttpServerExchange exchange, HttpServer server) {
        this.exchange = exchange;
        this.server = server;
    }

    /** {@link System#nanoTime()} when the request's head was there. */
    public long startNanos() {
        return startNanos;
    }

    public String method() {
        return exchange.getRequestMethod().toString();
    }

    public String path() {
        return exchange.getRequestPath();
    }

    public @Nullable String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** The announced length in bytes, or -1. */
    public long contentLength() {
        return exchange.getRequestContentLength();
    }

    /** Sets a header of the answer to come. */
    public void answerHeader(String name, String value) {
        exchange.getResponseHeaders().put(new HttpString(name), value);
    }

    /** Receives the body; the handler is called on this or a later turn of the I/O thread. */
    public void receive(int limit, TransferMemory memory, BodyHandler handler) {
        StreamSourceChannel channel = exchange.getRequestChannel();
        BodyReceiver receiver = new BodyReceiver(this, channel, limit, memory, handler);
        body = receiver;
        if (!receiver.read(buffer())) {
            startTimer(receiver::expire, server.patience().body());
            channel.getReadSetter().set(ready -> server.guarded(this, () -> receiver.read(buffer())));
            channel.resumeReads();
        }
    }

    /** Returns the memory of the body, of whose bytes the handler has read what it needs. */
    public void releaseBody() {
        if (body != null) {
            body.release();
        }
    }

    /**
     * Whether the request says clearly where its body ends: by a length, or by exactly {@code chunked}. What else claims to be an
     * encoding may be read otherwise by whoever stands before this server, and so another request may hide in it. HTTP/1.0 knows no
     * encodings.
     */
    public boolean framedClearly() {
        HeaderMap headers = exchange.getRequestHeaders();
        HeaderValues encodings = headers.get(Headers.TRANSFER_ENCODING);
        return encodings == null
                || (exchange.getProtocol().equals(Protocols.HTTP_1_1)
                        && encodings.size() == 1
                        && encodings.getFirst().equals("chunked")
                        && !headers.contains(Headers.CONTENT_LENGTH));
    }

    /**
     * Whether what comes behind this request is another one for everybody. Not behind chunks, whose sizes and ends are read more
     * generously here than the standard has them, nor behind a POST that tells no length, which may stand where it is not read.
     */
    public boolean endsPlainly() {
        HeaderMap headers = exchange.getRequestHeaders();
        return headers.contains(Headers.CONTENT_LENGTH)
                || !(headers.contains(Headers.TRANSFER_ENCODING) || method().equals("POST"));
    }

    /** Has the connection closed behind the answer to come. */
    public void closeBehindAnswer() {
        exchange.setPersistent(false);
    }

    /** Answers from any thread; to be called once. */
    public void answer(Answer answer) {
        answer(answer, () -> {});
    }

    /** The same, and runs the step when the answer has left or never will. */
    public void answer(Answer answer, Runnable gone) {
        if (exchange.isInIoThread()) {
            send(answer, gone);
        } else {
            server.handover(exchange.getIoThread()).execute(() -> server.guarded(this, () -> send(answer, gone)));
        }
    }

    /** Closes the connection without an answer. */
    public void abandon() {
        IoUtils.safeClose(exchange.getConnection());
        finish();
    }

    private void send(Answer answer, Runnable gone) {
        if (finished) {
            gone.run();
            return;
        }
        whenFinished = gone;
        if (server.draining()) {
            exchange.setPersistent(false);
        }
        exchange.setStatusCode(answer.status());
        exchange.getResponseHeaders().put(Headers.DATE, server.date());
        if (answer.body().length > 0) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.contentType());
            exchange.setResponseContentLength(answer.body().length);
        }
        answer.headers().forEach(this::answerHeader);
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()), this);
        // mostly the answer has left by now, and the body had come before
        if (!finished) {
            Patience patience = server.patience();
            startTimer(this::abandon, exchange.isRequestComplete() ? patience.answer() : patience.body());
        }
    }

    @Override
    public void onComplete(HttpServerExchange sent, Sender sender) {
        IoCallback.END_EXCHANGE.onComplete(sent, sender);
    }

    @Override
    public void onException(HttpServerExchange unsent, Sender sender, IOException brokenOff) {
        abandon();
    }

    @Override
    public void exchangeEvent(HttpServerExchange complete, NextListener next) {
        finish();
        next.proceed();
    }

    private void finish() {
        if (!finished) {
            finished = true;
            stopTimer();
            server.finished();
            if (whenFinished != null) {
                whenFinished.run();
            }
        }
    }

    private PooledByteBuffer buffer() {
        return exchange.getConnection().getByteBufferPool().allocate();
    }

    void bodyEnded() {
        stopTimer();
    }

    /** One at a time; it goes with the exchange, which would otherwise be held until it rings. */
    private void startTimer(Runnable step, Duration time) {
        stopTimer();
        timer = exchange.getIoThread()
                .executeAfter(() -> server.guarded(this, step), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.remove();
            timer = null;
        }
    }
}
