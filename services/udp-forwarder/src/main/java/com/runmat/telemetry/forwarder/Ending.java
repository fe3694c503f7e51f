package com.runmat.telemetry.forwarder;

import com.runmat.telemetry.forwarder.queue.EventQueue;
import com.runmat.telemetry.forwarder.receive.KernelWatch;
import com.runmat.telemetry.forwarder.receive.Receiver;
import com.runmat.telemetry.forwarder.relay.Worker;
import com.runmat.telemetry.ops.http.Deadline;
import java.time.Duration;

/**
 * How a forwarder ends. {@code /health} is bad before it runs. Datagrams are taken and sent as ever until the load
 * balancer has had the time to notice; then the intake stops, and what waits is sent for as long as there is time. The last part
 * of it belongs to the answers of what is under way, so that each of these events has a known end. That is the drain setting, the
 * flush setting and 2 s more at most.
 *
 * @param drain for the load balancer
 * @param flush for sending what waits, its answers included
 * @param answer how long a request may take
 * @param receiver on the one thread of {@code receiving}
 */
record Ending(
        Duration drain,
        Duration flush,
        Duration answer,
        Receiver receiver,
        Crew receiving,
        KernelWatch kernel,
        EventQueue queue,
        Crew relaying,
        Worker worker) {
    /** The receiver empties its sockets, unless these are filled faster than it reads. */
    private static final Duration INTAKE = Duration.ofMillis(600);

    private static final Duration INTAKE_END = Duration.ofMillis(700);
    private static final Duration RELAY_END = Duration.ofMillis(500);

    /** Returns how many events were lost; an interrupt skips what is only waited for. */
    int run() {
        pause(drain);
        kernel.countDrops();
        receiver.stop(INTAKE);
        receiving.join(INTAKE_END);
        Deadline end = Deadline.in(flush);
        queue.drain();
        awaitEmptyQueue(end);
        queue.giveOutNoMore();
        relaying.join(end.remaining());
        int lost = queue.close();
        relaying.interrupt();
        relaying.join(RELAY_END);
        worker.close();
        return lost;
    }

    /** Until a request that began now might have no answer at the end; half of the time at least. */
    private void awaitEmptyQueue(Deadline end) {
        Duration half = flush.dividedBy(2);
        Duration answers = answer.compareTo(half) < 0 ? answer : half;
        while (queue.events() > 0
                && end.remaining().compareTo(answers) > 0
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
