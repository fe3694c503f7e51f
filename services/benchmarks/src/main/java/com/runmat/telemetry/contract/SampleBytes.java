package com.runmat.telemetry.contract;

import java.nio.charset.StandardCharsets;

/** Events as clients send them, each of another session. */
public final class SampleBytes {
    /** Later than the events. */
    public static final Arrival ARRIVAL = new Arrival(1_795_360_000_000L, "https");

    private SampleBytes() {}

    /** A {@code runtime_finished} of the policy's shape, 560 bytes. */
    public static byte[] finished(int number) {
        return """
                {"event_label":"runtime_finished","cid":"eac98648-3b42-41c7-a887-7452dd08cbf0",\
                "session_id":"9e2a9d9f-4e37-4000-8000-%012d","run_kind":"script","os":"macos","arch":"aarch64","release":"0.2.8",\
                "payload":{"duration_us":4412,"success":true,"jit_enabled":true,"jit_used":true,"accelerate_enabled":true,\
                "provider":{"device":{"name":"NVIDIA RTX 4090","vendor":"NVIDIA","backend":"cuda"},\
                "telemetry":{"gpu_dispatches":12,"gpu_wall_ns":1850000,"upload_bytes":262144,"download_bytes":0,\
                "fusion_cache_hits":8,"fusion_cache_misses":1}}}}""".formatted(number).getBytes(StandardCharsets.UTF_8);
    }

    /** An installer's, as short as they come. */
    public static byte[] installed(int number) {
        return """
                {"event_label":"install_complete","os":"linux","arch":"x86_64","platform":"linux-x86_64","release":"v0.2.8",\
                "method":"shell","cid":"eac98648-3b42-41c7-a887-%012d"}""".formatted(number).getBytes(StandardCharsets.UTF_8);
    }

    /** So many {@link #finished} ones, a line each. */
    public static byte[] lines(int first, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            lines.append(new String(finished(i), StandardCharsets.UTF_8)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One of them, read. */
    public static Event event(int number) {
        byte[] bytes = finished(number);
        return (Event) new EventReader(Omission.Observer.NONE).read(bytes, 0, bytes.length, ARRIVAL);
    }
}
