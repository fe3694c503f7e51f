package com.runmat.telemetry.forwarder.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.ops.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link SecretManagerKey} and {@link SecretManager} against both of Google's servers as they answer. */
class SecretManagerKeyTest {
    private final GoogleStandIn google = new GoogleStandIn("first");
    private final AtomicLong now = new AtomicLong();
    private final SecretManagerKey key = new SecretManagerKey(
            new SecretManager(google.host(), URI.create("http://" + google.host()), GoogleStandIn.VERSION), now::get);

    SecretManagerKeyTest() throws IOException {}

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void current_readsOnceAndKeepsIt() throws Exception {
        assertFalse(key.isKnown());
        assertEquals(new Secret("first"), key.current());
        assertEquals(new Secret("first"), key.current());
        assertEquals(1, google.reads());
        assertTrue(key.isKnown());
    }

    @Test
    void renew_afterARotation_givesTheNewKey() throws Exception {
        Secret old = key.current();
        google.store("second\n");
        assertTrue(key.renew(old));
        assertEquals(new Secret("second"), key.current());
        assertTrue(key.renew(old), "another relay asks with the same old key");
        assertEquals(2, google.reads());
    }

    @Test
    void renew_sameKey_readsAtMostEveryFiveSeconds() throws Exception {
        Secret refused = key.current();
        for (int i = 0; i < 100; i++) {
            assertFalse(key.renew(refused));
        }
        assertEquals(2, google.reads());
    }

    @Test
    void current_sourceAway_failsAndRecovers() throws Exception {
        google.status(503);
        IOException failed = assertThrows(IOException.class, key::current);
        assertEquals("Secret Manager answered 503", failed.getMessage());
        assertThrows(IOException.class, key::current);
        assertEquals(1, google.reads(), "readings are 5 s apart");
        google.status(200);
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertEquals(new Secret("first"), key.current());
    }

    @Test
    void renew_sourceAway_saysThatNobodyKnows() throws Exception {
        Secret refused = key.current();
        google.status(403);
        assertThrows(IOException.class, () -> key.renew(refused));
        assertEquals(refused, key.current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "IA==", "YQBi", "w6k="})
    void current_unusableSecret_fails(String data) {
        google.storeData(data);
        IOException failed = assertThrows(IOException.class, key::current);
        assertFalse(!data.isEmpty() && String.valueOf(failed.getMessage()).contains(data));
    }
}
