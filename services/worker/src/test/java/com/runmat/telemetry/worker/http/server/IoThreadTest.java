package com.runmat.telemetry.worker.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IoThreadTest {
    private static final int STEPS = 10_000;

    private final IoThread thread;
    private final Pipe pipe = Pipe.open();
    private final AtomicInteger steps = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    IoThreadTest() throws IOException {
        thread = new IoThread("tested");
    }

    @BeforeEach
    void start() throws IOException {
        pipe.source().configureBlocking(false);
        thread.start();
    }

    @AfterEach
    void end() throws IOException {
        thread.end();
        pipe.sink().close();
    }

    /** A defect in one connection costs that connection, and none of the others. */
    @Test
    void run_defectOnAnyOccasion_closesThatConnectionAndGoesOn() throws Exception {
        thread.execute(() -> {
            throw new IllegalStateException("a step's defect");
        });
        thread.execute(() -> register(new Defective()));
        assertTrue(closed.await(30, TimeUnit.SECONDS), "closed for being looked at");
        CountDownLatch served = new CountDownLatch(1);
        thread.execute(served::countDown);
        assertTrue(served.await(30, TimeUnit.SECONDS), "the thread goes on");
    }

    /** A call that is lost leaves the thread waiting for an hour, as no connection has to be looked at. */
    @Test
    void execute_whateverTheThreadIsAbout_runsEachStep() {
        CompletableFuture<?> one = CompletableFuture.runAsync(this::oneStepAfterTheOther);
        CompletableFuture<?> other = CompletableFuture.runAsync(this::oneStepAfterTheOther);
        CompletableFuture.allOf(one, other).orTimeout(30, TimeUnit.SECONDS).join();
        assertEquals(2 * STEPS, steps.get());
    }

    private void oneStepAfterTheOther() {
        Semaphore ran = new Semaphore(0);
        for (int i = 0; i < STEPS; i++) {
            thread.execute(() -> {
                steps.incrementAndGet();
                ran.release();
            });
            ran.acquireUninterruptibly();
        }
    }

    private void register(IoThread.Ready ready) {
        try {
            thread.register(pipe.source(), SelectionKey.OP_READ, ready);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        thread.lookAt(System.nanoTime());
    }

    private final class Defective implements IoThread.Ready {
        @Override
        public void ready(SelectionKey key) {}

        @Override
        public long look(long nanoTime) {
            throw new IllegalStateException("a connection's defect");
        }

        @Override
        public void close() {
            try {
                pipe.source().close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            closed.countDown();
        }
    }
}
