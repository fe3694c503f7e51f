package com.runmat.telemetry.worker.http.server;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: each request is read, answered and ended before the next is looked at. Belongs to its I/O thread. What
 * has come of the next request is kept within the memory that all share; while a request waits for its answer nothing is read.
 */
final class Connection implements IoThread.Ready {
    /** Bodies above their limit are read up to here and thrown away, so that their sender reads the answer; beyond, the connection is closed. */
    private static final long MAX_THROWN_AWAY = 8L * 1024 * 1024;

    private enum Stage {
        /** Between two requests, or inside a head. */
        HEAD,
        BODY,
        /** The request is here, and its answer is not yet out. */
        ANSWER,
        /** Nothing more goes out. What still comes is thrown away: unread, it would take the last answer back. */
        LEAVING,
        CLOSED
    }

    private final IoThread thread;
    private final HttpServer server;
    private final Wire wire;
    private final Kept kept;
    private Stage stage = Stage.HEAD;
    private @Nullable Exchange exchange;
    private @Nullable IncomingBody body;
    private long left = MAX_THROWN_AWAY;
    private boolean waitsToBeAsked;
    private boolean headBegan;
    private boolean asked;
    private boolean answered;
    private boolean closing;
    private boolean inside;

    Connection(SocketChannel channel, IoThread thread, HttpServer server) throws IOException {
        this.thread = thread;
        this.server = server;
        this.wire = new Wire(channel, thread, this);
        this.kept = new Kept(server.memory());
        wire.allow(server.patience().idle());
    }

    IoThread thread() {
        return thread;
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            if (ready.isWritable() && wire.sendRest()) {
                answered();
            }
            if (ready.isValid() && ready.isReadable()) {
                read();
            }
        } catch (IOException broken) {
            brokenOff();
        }
    }

    private void read() throws IOException {
        if (stage == Stage.ANSWER) {
            wire.pause(true);
            return;
        }
        int count = wire.read();
        if (count < 0) {
            brokenOff();
        } else if (kept.isEmpty()) {
            consume(thread.in(), 0, count);
        } else {
            byte[] both = kept.with(thread.in(), count);
            consume(both, 0, both.length);
        }
    }

    /** Goes through all stages to which these bytes lead, and keeps those of a head that has not come whole, or of the next request. */
    private void consume(byte[] bytes, int from, int to) throws IOException {
        inside = true;
        int at = from;
        Stage before;
        do {
            before = stage;
            at = switch (stage) {
                case HEAD -> head(bytes, at, to);
                case BODY -> body(bytes, at, to);
                case LEAVING -> throwAway(at, to);
                case ANSWER, CLOSED -> at;
            };
        } while (stage != before);
        inside = false;
        if (stage != Stage.CLOSED && !kept.become(bytes, at, to)) {
            close();
        }
    }

    private int head(byte[] bytes, int from, int to) throws IOException {
        if (from == to) {
            return from;
        }
        int end = thread.heads.parse(bytes, from, to);
        if (end == HeadParser.INCOMPLETE) {
            if (!headBegan) {
                headBegan = true;
                wire.allow(server.patience().head());
            }
            return from;
        }
        headBegan = false;
        RequestHead head = end == HeadParser.MALFORMED ? null : thread.heads.head();
        if (head == null || head.contentLength() == RequestHead.NO_LENGTH) {
            refuse();
            return to;
        }
        begin(head);
        return end;
    }

    /** Answers what is no request, and so no event's and nobody's to count. */
    private void refuse() throws IOException {
        closing = true;
        answered = false;
        stage = Stage.ANSWER;
        send(Answer.BAD_REQUEST, Map.of(), true);
    }

    private void begin(RequestHead head) {
        if (!asked) {
            asked = true;
            server.door().asked(this);
        }
        answered = false;
        wire.allowAll();
        closing = !head.persistent();
        waitsToBeAsked = head.waitsToBeAsked();
        body = new IncomingBody(head);
        stage = Stage.BODY;
        exchange = new Exchange(head, this, server);
        server.handle(exchange);
    }

    private int body(byte[] bytes, int from, int to) throws IOException {
        IncomingBody incoming = body;
        Exchange current = exchange;
        if (incoming == null || current == null) {
            return from;
        }
        BodyReceiver receiver = current.receiver();
        int at = incoming.take(bytes, from, to, receiver);
        if (stage != Stage.BODY) {
            return at;
        }
        if (incoming.thrownAway() > MAX_THROWN_AWAY) {
            close();
        } else if (incoming.broken()) {
            breakOff(receiver);
            return to;
        } else if (incoming.ended()) {
            end(receiver);
        } else if (wire.isAllowedAll()) {
            wire.allow(server.patience().body());
        }
        return at;
    }

    /** The body goes on in a way that nobody can read. */
    private void breakOff(@Nullable BodyReceiver receiver) throws IOException {
        closing = true;
        if (receiver != null && !receiver.ended()) {
            stage = Stage.ANSWER;
            receiver.end(BodyHandler.Failure.MALFORMED);
        } else if (answered) {
            leave();
        }
    }

    private void end(@Nullable BodyReceiver receiver) throws IOException {
        stage = Stage.ANSWER;
        if (wire.isSending()) {
            wire.allow(server.patience().answer());
        } else {
            wire.allowAll();
        }
        if (answered) {
            complete();
        } else if (receiver != null) {
            receiver.end(null);
        }
    }

    /** Asks a client for the body that it holds back. */
    void ask() throws IOException {
        if (waitsToBeAsked) {
            waitsToBeAsked = false;
            if (!wire.send(AnswerWriter.CONTINUE, AnswerWriter.CONTINUE.length)) {
                throw new IOException("a client that reads nothing");
            }
        }
    }

    void closeBehindAnswer() {
        closing = true;
    }

    /** Sends the answer of the current request. */
    void send(Answer answer, Map<String, String> headers, boolean withBody) throws IOException {
        closing |= server.draining() || waitsToBeAsked;
        AnswerWriter out = thread.answers;
        out.write(answer, headers, withBody, closing);
        if (wire.send(out.bytes(), out.length())) {
            answered();
        } else {
            wire.allow(
                    stage == Stage.BODY
                            ? server.patience().body()
                            : server.patience().answer());
        }
    }

    private void answered() throws IOException {
        answered = true;
        if (closing) {
            leave();
        } else if (stage == Stage.ANSWER) {
            complete();
        } else {
            // of a body that nobody wants, which is read to its end
            wire.allow(server.patience().body());
        }
    }

    private void complete() throws IOException {
        finish();
        stage = Stage.HEAD;
        wire.pause(false);
        wire.allow(server.patience().idle());
        if (!inside && !kept.isEmpty()) {
            byte[] next = kept.bytes();
            consume(next, 0, next.length);
        }
    }

    private void leave() throws IOException {
        finish();
        stage = Stage.LEAVING;
        wire.pause(false);
        wire.endOutput();
        wire.allow(server.patience().body());
        if (!inside) {
            kept.clear();
        }
    }

    private int throwAway(int from, int to) {
        left -= to - from;
        if (left < 0) {
            close();
        }
        return to;
    }

    private void finish() {
        Exchange done = exchange;
        exchange = null;
        body = null;
        if (done != null) {
            done.finish();
        }
    }

    /** The client is gone, at least for what it would have to say. */
    private void brokenOff() {
        BodyReceiver receiver = exchange == null ? null : exchange.receiver();
        if (stage == Stage.BODY && receiver != null && !receiver.ended()) {
            receiver.end(BodyHandler.Failure.BROKEN_OFF);
        }
        close();
    }

    @Override
    public long look(long nanoTime) {
        long left = wire.left(nanoTime);
        if (left <= 0) {
            brokenOff();
            return Long.MAX_VALUE;
        }
        return left;
    }

    @Override
    public void close() {
        if (stage == Stage.CLOSED) {
            return;
        }
        stage = Stage.CLOSED;
        wire.close();
        kept.clear();
        finish();
        server.door().left(this);
    }
}
