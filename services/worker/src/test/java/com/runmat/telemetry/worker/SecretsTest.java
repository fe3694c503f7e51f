package com.runmat.telemetry.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.kit.BackEndServer.Reply;
import com.runmat.telemetry.worker.kit.CapturedLog;
import com.runmat.telemetry.worker.kit.Ga4Server;
import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Plants a secret in every place that the contract does not keep, and looks for it everywhere outside. */
class SecretsTest {
    private static final String SECRET = "hunter2secret";

    @Test
    void secretInEveryUnknownPlace_isFoundNowhere() {
        try (PostHogServer posthog = new PostHogServer();
                Ga4Server ga4 = new Ga4Server();
                CapturedLog log = new CapturedLog()) {
            StringBuilder outside = new StringBuilder();
            try (TestWorker worker = TestWorker.start(posthog, ga4)) {
                send(worker, posthog, ga4, outside);
            }
            posthog.requests().forEach(request -> outside.append(request));
            ga4.requests().forEach(request -> outside.append(request));
            outside.append(log.text());
            for (String kept :
                    new String[] {"1764000000-1", "worker stopped", "PostHog refuses events", "worker_received"}) {
                assertTrue(outside.toString().contains(kept), kept);
            }
            assertFalse(outside.toString().contains(SECRET), outside::toString);
        }
    }

    private static void send(TestWorker worker, PostHogServer posthog, Ga4Server ga4, StringBuilder outside) {
        HttpResponse<String> first = worker.post(planted());
        assertEquals(200, first.statusCode());
        outside.append(first.body()).append(first.headers().map());
        String lines = planted() + "\n{\"event_label\":\"" + SECRET + "\"}\n" + SECRET;
        outside.append(worker.lines(lines).body());
        outside.append(worker.post("{\"" + SECRET + "\"").body());
        outside.append(worker.get("/" + SECRET).body());
        posthog.mood(request -> Reply.of(400).body(SECRET));
        ga4.mood(request -> Reply.of(400).body(SECRET));
        outside.append(
                worker.post(planted().replace("1764000000-1", "1764000000-2")).body());
        outside.append(worker.send(worker.unkeyed("/metrics")
                        .header("x-telemetry-key", TestWorker.KEY)
                        .build())
                .body());
    }

    private static String planted() {
        String known = "\"event_label\":\"runtime_finished\",\"cid\":\"1764000000-7\",\"session_id\":\"1764000000-1\","
                + "\"run_kind\":\"script\",\"os\":\"linux\"";
        return "{" + known + "," + inside()
                + ",\"payload\":{\"success\":false,\"error\":\"Failed: MATLAB:Undefined: at " + SECRET
                + " in /home/" + SECRET + "\"," + inside() + ",\"counters\":{\"total_executions\":3," + inside()
                + "},\"provider\":{" + inside() + ",\"device\":{\"name\":\"" + "x".repeat(100) + SECRET + "\","
                + inside()
                + "},\"telemetry\":{\"gpu_dispatches\":1," + inside() + ",\"kernel_launches\":[{" + inside() + "}]}}}}";
    }

    /** The secret as value, key, nested, in lists, in a number's place, behind escapes and in a long string. */
    private static String inside() {
        return List.of(
                        "\"token\":\"%s\"",
                        "\"%s\":1",
                        "\"nested\":{\"a\":{\"b\":\"%s\"}}",
                        "\"list\":[\"%s\",[\"%s\"],{\"%s\":\"%s\"}]",
                        "\"duration_us\":\"%s\"",
                        "\"escaped\":\"\\u0068unter2secret %s\"",
                        "\"long\":\"" + "y".repeat(3000) + "%s\"",
                        "\"release\":{\"x\":\"%s\"}",
                        "\"$set\":{\"email\":\"%s\"}")
                .stream()
                .map(member -> member.replace("%s", SECRET))
                .collect(Collectors.joining(","));
    }
}
