package com.runmat.telemetry.infra.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageRepositoryTest {
    private final FakeRegistry registry = new FakeRegistry();
    private final ImageRepository repository = new ImageRepository(Map.of());

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void holds_imageThatIsThere() {
        registry.holds("worker", "abc");

        assertTrue(repository.holds(registry.repository() + "/worker:abc"));
    }

    @Test
    void holds_otherTag_isFalseAfterOneQuestion() {
        registry.holds("worker", "abc");

        assertFalse(repository.holds(registry.repository() + "/worker:abd"));
        assertEquals(List.of("/v2/telemetry/worker/manifests/abd"), registry.requests());
    }

    @Test
    void holds_registryThatRefuses_namesImageAndFix() {
        registry.refuse(403);

        var failure = assertThrows(ImagesFailed.class, () -> repository.holds(registry.repository() + "/worker:abc"));

        assertTrue(failure.toString().contains("/telemetry/worker"), failure::toString);
        assertTrue(failure.toString().contains("GOOGLE_APPLICATION_CREDENTIALS"), failure::toString);
    }

    @Test
    void holds_registryThatIsNotThere_namesTheImage() {
        registry.close();

        var failure = assertThrows(ImagesFailed.class, () -> repository.holds(registry.repository() + "/worker:abc"));

        assertTrue(failure.toString().contains("/telemetry/worker:abc"), failure::toString);
    }

    @Test
    void token_isForGooglesRegistriesAlone() {
        Map<String, String> environment = Map.of("GOOGLE_OAUTH_ACCESS_TOKEN", "ya29.secret");

        assertEquals(Optional.of("ya29.secret"), RegistryToken.in(environment, "us-central1-docker.pkg.dev"));
        assertEquals(Optional.empty(), RegistryToken.in(environment, "registry.example.com"));
        assertEquals(Optional.empty(), RegistryToken.in(environment, "docker.pkg.dev.example.com"));
    }

    @Test
    void plainHttp_isForThisMachineAlone() {
        assertTrue(Loopback.is("127.0.0.1:5000/telemetry"));
        assertTrue(Loopback.is("localhost/telemetry"));
        assertFalse(Loopback.is("registry.example.com:5000"));
        assertFalse(Loopback.is("localhost.example.com/telemetry"));
        assertFalse(Loopback.is("127.0.0.1.example.com"));
    }
}
