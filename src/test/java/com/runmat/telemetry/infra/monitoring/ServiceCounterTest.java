package com.runmat.telemetry.infra.monitoring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceCounterTest {
    private static final Path SERVICES = Path.of("services");
    private static final Pattern CONSTANT = Pattern.compile("^ {4}([A-Z][A-Z0-9_]+)\\(\"", Pattern.MULTILINE);

    /** A metric of a counter that no service logs would stay at nothing, and its alert silent. */
    @ParameterizedTest
    @EnumSource
    void key_isACounterOfTheService(ServiceCounter counter) throws IOException {
        String enumeration = counter.ofWorker()
                ? "worker/src/main/java/com/runmat/telemetry/worker/counters/WorkerCounter.java"
                : "udp-forwarder/src/main/java/com/runmat/telemetry/forwarder/counters/ForwarderCounter.java";
        Set<String> logged = CONSTANT.matcher(Files.readString(SERVICES.resolve(enumeration)))
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        assertTrue(logged.contains(counter.key()), () -> counter.key() + " is none of " + logged);
    }
}
