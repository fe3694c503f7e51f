package com.runmat.telemetry.worker.http.server;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its one answer. Everything but {@link #answer} belongs to the I/O thread. */
public final class Exchange {
    private final RequestHead head;
    private final Connection connection;
    private final Conversation conversation;
    private final HttpServer server;
    private final long startNanos = System.nanoTime();
    private Map<String, String> answerHeaders = Map.of();
    private @Nullable Runnable whenFinished;
    private @Nullable BodyReceiver receiver;
    private boolean finished;

    Exchange(RequestHead head, Connection connection, Conversation conversation, HttpServer server) {
        this.head = head;
        this.connection = connection;
        this.conversation = conversation;
        this.server = server;
    }

    /** {@link System#nanoTime()} when the request's head was there. */
    public long startNanos() {
        return startNanos;
    }

    public String method() {
        return head.method();
    }

    /** As it was written, without a query. */
    public String path() {
        return head.path();
    }

    /** The first of that name, or null. */
    public @Nullable String header(RequestHeader name) {
        return head.header(name);
    }

    /** The announced length in bytes, or -1. */
    public long contentLength() {
        return head.contentLength();
    }

    /** Sets a header of the answer to come. */
    public void answerHeader(String name, String value) {
        if (answerHeaders.isEmpty()) {
            answerHeaders = new LinkedHashMap<>();
        }
        answerHeaders.put(name, value);
    }

    /** Receives the body; the handler is called on a later turn of the I/O thread. To be called while the request is handled. */
    public void receive(int limit, TransferMemory memory, BodyHandler handler) {
        receiver = new BodyReceiver(this, limit, memory, handler);
        try {
            conversation.ask();
        } catch (IOException gone) {
            receiver.end(BodyHandler.Failure.BROKEN_OFF);
        }
    }

    @Nullable
    BodyReceiver receiver() {
        return receiver;
    }

    /** Returns the memory of the body, of whose bytes the handler has read what it needs. */
    public void releaseBody() {
        if (receiver != null) {
            receiver.release();
        }
    }

    /**
     * Whether the request says clearly where its body ends: by a length, or by exactly {@code chunked}. What else claims to be an
     * encoding may be read otherwise by whoever stands before this server, and so another request may hide in it. HTTP/1.0 knows no
     * encodings.
     */
    public boolean framedClearly() {
        return !head.encoded() || head.chunked();
    }

    /**
     * Whether what comes behind this request is another one for everybody. Not behind chunks, nor behind a POST that tells no length,
     * which may stand where it is not read.
     */
    public boolean endsPlainly() {
        return head.contentLength() >= 0 || !(head.encoded() || method().equals("POST"));
    }

    /** Has the connection closed behind the answer to come. */
    public void closeBehindAnswer() {
        conversation.closeBehindAnswer();
    }

    /** Answers from any thread; to be called once. */
    public void answer(Answer answer) {
        answer(answer, () -> {});
    }

    /** The same, and runs the step when the answer has left or never will. */
    public void answer(Answer answer, Runnable gone) {
        IoThread thread = connection.thread();
        if (thread.isCurrent()) {
            send(answer, gone);
        } else {
            thread.execute(() -> server.guarded(this, () -> send(answer, gone)));
        }
    }

    /** Closes the connection without an answer. */
    public void abandon() {
        connection.close();
    }

    private void send(Answer answer, Runnable gone) {
        if (finished) {
            gone.run();
            return;
        }
        whenFinished = gone;
        try {
            conversation.send(answer, answerHeaders, !method().equals("HEAD"));
        } catch (IOException brokenOff) {
            abandon();
        }
    }

    void finish() {
        if (!finished) {
            finished = true;
            if (receiver != null) {
                receiver.discard();
            }
            server.finished();
            if (whenFinished != null) {
                whenFinished.run();
            }
        }
    }
}
