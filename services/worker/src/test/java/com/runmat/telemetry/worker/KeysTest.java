package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests for the keys that clients send. */
class KeysTest extends RunningWorker {
    @Test
    void post_keys() {
        assertAnswer(401, "{\"error\":\"unauthorized\"}", keyed(null));
        for (String wrong : new String[] {"", "x", TestWorker.KEY + "x", TestWorker.KEY.toUpperCase(Locale.ROOT)}) {
            assertAnswer(401, "{\"error\":\"unauthorized\"}", keyed(wrong));
        }
        assertEquals(200, keyed(TestWorker.KEY).statusCode());
        assertEquals(200, keyed("previous-key").statusCode());
    }

    @Test
    void post_wrongKeyGoesBeforeEverythingInTheBody() {
        HttpResponse<String> answer = worker.send(worker.unkeyed("/ingest")
                .header("x-telemetry-key", "wrong")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[2_000_000]))
                .build());
        assertAnswer(401, "{\"error\":\"unauthorized\"}", answer);
    }

    private static HttpResponse<String> keyed(@Nullable String key) {
        HttpRequest.Builder request = worker.unkeyed("/ingest").POST(BodyPublishers.ofString(Samples.started(13)));
        if (key != null) {
            request.header("x-telemetry-key", key);
        }
        return worker.send(request.build());
    }
}
