package com.runmat.telemetry.worker.http.server;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one connection: each request is read, answered and ended before the next is looked at. While one waits for its
 * answer no byte is taken. Belongs to the connection's I/O thread.
 */
final class Conversation {
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

    private final Connection connection;
    private final Wire wire;
    private final HttpServer server;
    private final Patience patience;
    private final HeadParser heads;
    private final AnswerWriter out;
    private Stage stage = Stage.HEAD;
    /** Of the current request, until that has ended. */
    private @Nullable IncomingBody body;

    private long left = MAX_THROWN_AWAY;
    private boolean waitsToBeAsked;
    private boolean headBegan;
    private boolean asked;
    private boolean answered;
    private boolean closing;

    Conversation(Connection connection, Wire wire, HttpServer server) {
        this.connection = connection;
        this.wire = wire;
        this.server = server;
        this.patience = server.patience();
        this.heads = connection.thread().heads;
        this.out = connection.thread().answers;
        wire.allow(patience.idle());
    }

    boolean waitsForAnswer() {
        return stage == Stage.ANSWER;
    }

    /** Goes through all stages to which these bytes lead; returns where it stopped, for it takes no part of a head. */
    int take(byte[] bytes, int from, int to) throws IOException {
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
        return at;
    }

    private int head(byte[] bytes, int from, int to) throws IOException {
        if (from == to) {
            return from;
        }
        int end = heads.parse(bytes, from, to);
        if (end == HeadParser.INCOMPLETE) {
            if (!headBegan) {
                headBegan = true;
                wire.allow(patience.head());
            }
            return from;
        }
        headBegan = false;
        RequestHead head = end == HeadParser.MALFORMED ? null : heads.head();
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
            connection.asked();
        }
        answered = false;
        wire.allowAll();
        closing = !head.persistent();
        waitsToBeAsked = head.waitsToBeAsked();
        stage = Stage.BODY;
        Exchange exchange = new Exchange(head, connection, this, server);
        body = new IncomingBody(head, exchange);
        server.handle(exchange);
    }

    private int body(byte[] bytes, int from, int to) throws IOException {
        IncomingBody incoming = body;
        if (incoming == null) {
            return from;
        }
        int at = incoming.take(bytes, from, to);
        if (stage != Stage.BODY) {
            return at;
        }
        if (incoming.thrownAway() > MAX_THROWN_AWAY) {
            connection.close();
        } else if (incoming.broken()) {
            breakOff(incoming);
            return to;
        } else if (incoming.ended()) {
            end(incoming);
        } else if (wire.isAllowedAll()) {
            wire.allow(patience.body());
        }
        return at;
    }

    /** The body goes on in a way that nobody can read. */
    private void breakOff(IncomingBody incoming) throws IOException {
        closing = true;
        if (incoming.isWanted()) {
            stage = Stage.ANSWER;
            incoming.tell(BodyHandler.Failure.MALFORMED);
        } else if (answered) {
            leave();
        }
    }

    private void end(IncomingBody incoming) throws IOException {
        stage = Stage.ANSWER;
        if (wire.isSending()) {
            wire.allow(patience.answer());
        } else {
            wire.allowAll();
        }
        if (answered) {
            complete();
        } else {
            incoming.tell(null);
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
        out.write(answer, headers, withBody, closing);
        if (wire.send(out.bytes(), out.length())) {
            answered();
        } else {
            wire.allow(stage == Stage.BODY ? patience.body() : patience.answer());
        }
    }

    /** The last byte of an answer is out. */
    void answered() throws IOException {
        answered = true;
        if (closing) {
            leave();
        } else if (stage == Stage.ANSWER) {
            complete();
        } else {
            // of a body that nobody wants, which is read to its end
            wire.allow(patience.body());
        }
    }

    private void complete() throws IOException {
        finish();
        stage = Stage.HEAD;
        wire.pause(false);
        wire.allow(patience.idle());
        connection.goOn();
    }

    private void leave() throws IOException {
        finish();
        stage = Stage.LEAVING;
        wire.pause(false);
        wire.endOutput();
        wire.allow(patience.body());
        connection.goOn();
    }

    private int throwAway(int from, int to) {
        left -= to - from;
        if (left < 0) {
            connection.close();
        }
        return to;
    }

    private void finish() {
        IncomingBody done = body;
        body = null;
        if (done != null) {
            done.exchange().finish();
        }
    }

    /** The client says no more. */
    void brokenOff() {
        if (stage == Stage.BODY && body != null) {
            body.tell(BodyHandler.Failure.BROKEN_OFF);
        }
    }

    /** Nothing is said any more, by nobody. */
    void close() {
        stage = Stage.CLOSED;
        finish();
    }
}
