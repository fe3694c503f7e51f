package com.runmat.telemetry.client;

/** The thread of one path: takes each event as soon as it is there, to its end on this path, whatever the other path does. */
final class Delivery implements Runnable {
    private final Outbox outbox;
    private final int number;
    private final Payloads payloads;
    private final Transport path;

    /** @param number the path's number in the outbox */
    Delivery(Outbox outbox, int number, Payloads payloads, Transport path) {
        this.outbox = outbox;
        this.number = number;
        this.payloads = payloads;
        this.path = path;
    }

    @Override
    public void run() {
        try (path) {
            if (number == Outbox.HTTPS) {
                outbox.giveUdpTheStart();
            }
            for (Event event = outbox.next(number); event != null; event = outbox.next(number)) {
                deliver(event);
            }
        } catch (InterruptedException endsEarly) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Event event) {
        Count outcome = path.failed();
        byte[] payload = {};
        try {
            payload = payloads.of(event);
            outcome = path.send(payload);
        } catch (RuntimeException notMade) {
            // counted as failed
        } finally {
            outbox.ended(number, outcome);
        }
        path.afterwards(payload);
    }
}
