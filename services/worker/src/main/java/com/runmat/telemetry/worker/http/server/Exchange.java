package com.runmat.telemetry.worker.http.server;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/** One request and its one answer. Everything but {@link #answer} belongs to the I/O thread. */
public final class Exchange implements IoCallback, ExchangeCompletionListener {
    private final HttpServerExchange exchange;
    private final HttpServer server;
    private final long startNanos = System.nanoTime();
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
    public void receive(int limit, BodyMemory memory, BodyHandler handler) {
        StreamSourceChannel channel = exchange.getRequestChannel();
        BodyReceiver receiver = new BodyReceiver(this, channel, limit, memory, handler);
        if (!receiver.read(buffer())) {
            inBodyTime(receiver::expire);
            channel.getReadSetter().set(ready -> server.guarded(this, () -> receiver.read(buffer())));
            channel.resumeReads();
        }
    }

    /** Answers from any thread; to be called once. */
    public void answer(Answer answer) {
        if (exchange.isInIoThread()) {
            send(answer);
        } else {
            server.handover(exchange.getIoThread()).execute(() -> server.guarded(this, () -> send(answer)));
        }
    }

    /** Closes the connection without an answer. */
    public void abandon() {
        IoUtils.safeClose(exchange.getConnection());
        finish();
    }

    private void send(Answer answer) {
        if (server.draining()) {
            exchange.setPersistent(false);
        }
        if (!exchange.isRequestComplete()) {
            inBodyTime(this::abandonIncomplete);
        }
        exchange.setStatusCode(answer.status());
        if (answer.body().length > 0) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.contentType());
            exchange.setResponseContentLength(answer.body().length);
        }
        answer.headers().forEach(this::answerHeader);
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()), this);
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
            server.finished();
        }
    }

    private PooledByteBuffer buffer() {
        return exchange.getConnection().getByteBufferPool().allocate();
    }

    private void abandonIncomplete() {
        if (!exchange.isRequestComplete()) {
            abandon();
        }
    }

    private void inBodyTime(Runnable step) {
        exchange.getIoThread()
                .executeAfter(
                        () -> server.guarded(this, step), server.bodyTime().toMillis(), TimeUnit.MILLISECONDS);
    }
}
