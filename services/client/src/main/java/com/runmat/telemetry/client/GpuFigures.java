package com.runmat.telemetry.client;

import java.time.Duration;

/** What the GPU did in a run. A negative figure is not known and is left out. */
public record GpuFigures(
        long dispatches,
        Duration wallTime,
        long uploadBytes,
        long downloadBytes,
        long fusionCacheHits,
        long fusionCacheMisses) {
    private static final long MOST_NS = 31_536_000_000_000_000L;
    private static final long MOST_BYTES = 1_000_000_000_000_000L;
    private static final long MOST_COUNT = 1_000_000_000_000L;

    JsonObject json() {
        boolean fits = wallTime.toSeconds() <= MOST_NS / 1_000_000_000;
        return new JsonObject()
                .put("gpu_dispatches", Fit.number(dispatches, MOST_COUNT))
                .put("gpu_wall_ns", fits ? Fit.number(wallTime.toNanos(), MOST_NS) : null)
                .put("upload_bytes", Fit.number(uploadBytes, MOST_BYTES))
                .put("download_bytes", Fit.number(downloadBytes, MOST_BYTES))
                .put("fusion_cache_hits", Fit.number(fusionCacheHits, MOST_COUNT))
                .put("fusion_cache_misses", Fit.number(fusionCacheMisses, MOST_COUNT));
    }
}
