package com.runmat.telemetry.forwarder.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.forwarder.health.Health.Vital;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests for {@link Health}. */
class HealthTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread alive = Thread.ofPlatform().daemon().start(() -> {
        try {
            end.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    });

    @AfterEach
    void stop() {
        end.countDown();
    }

    @Test
    void complaint_allAlive_isEmpty() {
        assertEquals(Optional.empty(), complaint(new Vital("relay", alive, null)));
        assertEquals(Optional.empty(), complaint(new Vital("receiver", alive, System::nanoTime)));
    }

    @Test
    void complaint_deadThread_isNamed() {
        assertEquals(Optional.of("relay_dead"), complaint(new Vital("relay", new Thread(() -> {}), null)));
    }

    @Test
    void complaint_oldHeartbeat_isAStall() {
        long old = System.nanoTime() - Duration.ofSeconds(11).toNanos();
        assertEquals(Optional.of("receiver_stalled"), complaint(new Vital("receiver", alive, () -> old)));
    }

    private Optional<String> complaint(Vital vital) {
        return new Health(List.of(new Vital("receiver", alive, System::nanoTime), vital)).complaint();
    }
}
