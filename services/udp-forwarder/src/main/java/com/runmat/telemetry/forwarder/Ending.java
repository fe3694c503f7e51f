package com.runmat.telemetry.forwarder;

import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.forwarder.receive.KernelWatch;
import com.runmat.telemetry.forwarder.receive.Receiver;
import com.runmat.telemetry.forwarder.relay.Worker;
import java.time.Duration;
import java.util.List;

/**
 * How a forwarder ends. {@code /health} is bad before it runs. Datagrams are taken and sent as ever until the load
 * balancer has had the time to notice; then the intake stops, and what waits is sent for as long as there is time. That is the
 * drain setting and 8 s more at most.
 *
 * @param drain for the load balancer
 * @param intake the receivers, one a thread of {@code receiving}
 */
record Ending(
        Duration drain,
        List<Receiver> intake,
        Crew receiving,
        KernelWatch kernel,
        EventQueue queue,
        Crew relaying,
        Worker worker) {
    /** Receivers empty their sockets, unless these are filled faster than they read. */
    private static final Duration INTAKE = Duration.ofMillis(600);

    private static final Duration INTAKE_END = Duration.ofMillis(700);
    /** With {@link #INTAKE_END} before and {@link #RELAY_END} after it 7.5 s of the 8 s after the drain. */
    private static final Duration FLUSH = Duration.ofMillis(6300);

    private static final Duration RELAY_END = Duration.ofMillis(500);

    /** Returns how many events were lost; an interrupt skips what is only waited for. */
    int run() {
        pause(drain);
        kernel.countDrops();
        intake.forEach(receiver -> receiver.stop(INTAKE));
        receiving.join(INTAKE_END);
        queue.drain();
        awaitEmptyQueue();
        int lost = queue.close();
        relaying.interrupt();
        relaying.join(RELAY_END);
        worker.close();
        return lost;
    }

    private void awaitEmptyQueue() {
        long end = System.nanoTime() + FLUSH.toNanos();
        while (queue.events() > 0
                && end - System.nanoTime() > 0
                && !Thread.currentThread().isInterrupted()) {
            pause(Duration.ofMillis(10));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
