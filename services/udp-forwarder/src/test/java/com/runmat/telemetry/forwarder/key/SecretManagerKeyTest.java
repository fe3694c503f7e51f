package com.runmat.telemetry.forwarder.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.ops.Secret;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link SecretManagerKey} and {@link SecretManager} against both of Google's servers as they answer. */
class SecretManagerKeyTest {
    private static final String VERSION = "projects/p/secrets/key/versions/latest";
    private static final String TOKEN_PATH = "/computeMetadata/v1/instance/service-accounts/default/token";

    private final HttpServer google = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final SecretManagerKey key;
    private volatile String stored = data("first");
    private volatile int status = 200;

    SecretManagerKeyTest() throws IOException {
        google.createContext(TOKEN_PATH, exchange -> {
            boolean asked = "Google".equals(exchange.getRequestHeaders().getFirst("Metadata-Flavor"));
            answer(
                    exchange,
                    asked ? 200 : 403,
                    "{\"access_token\":\"tok\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
        });
        google.createContext("/v1/" + VERSION + ":access", exchange -> {
            reads.incrementAndGet();
            boolean allowed = "Bearer tok".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String body = "{\"name\":\"projects/1/secrets/key/versions/2\",\"payload\":{\"data\":\"" + stored
                    + "\",\"dataCrc32c\":\"1\"}}";
            answer(exchange, allowed ? status : 401, status == 200 ? body : "{\"error\":{}}");
        });
        google.start();
        String host = "127.0.0.1:" + google.getAddress().getPort();
        key = new SecretManagerKey(new SecretManager(host, URI.create("http://" + host), VERSION), now::get);
    }

    @AfterEach
    void stop() {
        google.stop(0);
    }

    @Test
    void current_readsOnceAndKeepsIt() throws Exception {
        assertFalse(key.isKnown());
        assertEquals(new Secret("first"), key.current());
        assertEquals(new Secret("first"), key.current());
        assertEquals(1, reads.get());
        assertTrue(key.isKnown());
    }

    @Test
    void renew_afterARotation_givesTheNewKey() throws Exception {
        Secret old = key.current();
        stored = data("second\n");
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertTrue(key.renew(old));
        assertEquals(new Secret("second"), key.current());
        assertTrue(key.renew(old), "another relay asks with the same old key");
        assertEquals(2, reads.get());
    }

    @Test
    void renew_sameKey_readsAtMostEveryFiveSeconds() throws Exception {
        Secret refused = key.current();
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        for (int i = 0; i < 100; i++) {
            assertFalse(key.renew(refused));
        }
        assertEquals(2, reads.get());
    }

    @Test
    void current_sourceAway_failsAndRecovers() throws Exception {
        status = 503;
        IOException failed = assertThrows(IOException.class, key::current);
        assertEquals("Secret Manager answered 503", failed.getMessage());
        assertThrows(IOException.class, key::current);
        assertEquals(1, reads.get(), "readings are 5 s apart");
        status = 200;
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertEquals(new Secret("first"), key.current());
    }

    @Test
    void renew_sourceAway_saysThatNobodyKnows() throws Exception {
        Secret refused = key.current();
        status = 403;
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThrows(IOException.class, () -> key.renew(refused));
        assertEquals(refused, key.current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "IA==", "YQBi", "w6k="})
    void current_unusableSecret_fails(String data) {
        stored = data;
        IOException failed = assertThrows(IOException.class, key::current);
        assertFalse(!data.isEmpty() && String.valueOf(failed.getMessage()).contains(data));
    }

    private static String data(String secret) {
        return Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
