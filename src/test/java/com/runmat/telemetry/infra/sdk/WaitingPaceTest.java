package com.runmat.telemetry.infra.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingPaceTest {
    @Test
    void pause_fewTasks_isShort() {
        assertEquals(Duration.ofMillis(10), WaitingPace.pause(40));
    }

    @Test
    void pause_manyTasks_isLong() {
        assertEquals(Duration.ofMillis(110), WaitingPace.pause(50_000));
    }

    @Test
    void pause_anyNumber_isBounded() {
        assertEquals(Duration.ofMillis(250), WaitingPace.pause(100_000_000));
    }
}
