package com.runmat.telemetry.worker.kit;

import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.Event;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Omission;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What real clients send. */
public final class Samples {
    private Samples() {}

    public static List<String> accepted() {
        return lines("accepted.ndjson");
    }

    /** Each with its {@code _expect}. */
    public static List<String> rejected() {
        return lines("rejected.ndjson");
    }

    /** A runtime event that no other number gives. */
    public static String started(int number) {
        return started("1764000000-1", number);
    }

    public static String started(String cid, int number) {
        return ("{\"event_label\":\"runtime_started\",\"cid\":\"%s\",\"session_id\":\"1764000001-%d\",\"run_kind\":\"script\","
                        + "\"os\":\"linux\",\"arch\":\"x86_64\"}")
                .formatted(cid, number);
    }

    /** What the worker reads of it: an event that it accepts. */
    public static Event event(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Arrival arrival = new Arrival(1_764_000_000_000L, "https");
        return (Event) new EventReader(Omission.Observer.NONE).read(bytes, 0, bytes.length, arrival);
    }

    private static List<String> lines(String name) {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream("/samples/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
