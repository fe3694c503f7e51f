package com.runmat.telemetry.infra.images;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceModulesTest {
    private final ServiceModules modules = new ServiceModules(Path.of("services"));

    @Test
    void of_theWorker() {
        assertEquals(Set.of("contract", "image", "ops", "shapes", "worker"), modules.of("worker"));
    }

    @Test
    void of_theForwarder() {
        assertEquals(Set.of("contract", "image", "ops", "shapes", "udp-forwarder"), modules.of("udp-forwarder"));
    }
}
