package com.runmat.telemetry.forwarder.relay;

import com.runmat.telemetry.forwarder.queue.Event;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/**
 * The lines of a batch as the body of a request, given to the client in one piece. The JDK's own publishers cut a body into
 * pieces of 16 KiB, each with a copy and a pass through the client's machinery; for a batch that is most of its cost.
 */
final class BatchBody implements BodyPublisher {
    private final byte[] body;

    BatchBody(List<Event> batch) {
        body = new byte[batch.stream().mapToInt(Event::size).sum()];
        int at = 0;
        for (Event event : batch) {
            System.arraycopy(event.line(), 0, body, at, event.size());
            at += event.size();
        }
    }

    @Override
    public long contentLength() {
        return body.length;
    }

    /** Each subscriber gets the body from its beginning: the client may ask again on a new connection. */
    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Subscription() {
            private boolean done;

            @Override
            public void request(long pieces) {
                if (!done) {
                    done = true;
                    subscriber.onNext(ByteBuffer.wrap(body));
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                done = true;
            }
        });
    }
}
