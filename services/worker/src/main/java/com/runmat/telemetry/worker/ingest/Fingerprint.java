package com.runmat.telemetry.worker.ingest;

import com.runmat.telemetry.contract.Event;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * By what copies of one event are told, made of what PostHog counts by: uuid, label and distinct id. Two events share one by chance
 * once in 2^64 at the most, and by nobody's will: how the distinct id goes into it is another in each process.
 *
 * @param low its last bit is always 0
 */
record Fingerprint(long high, long low) {
    private static final long SEED = ThreadLocalRandom.current().nextLong();
    private static final long ODD = 0x9E37_79B9_7F4A_7C15L;
    private static final long OTHER_ODD = 0xC2B2_AE3D_27D4_EB4FL;

    static Fingerprint of(Event event) {
        long who = hash(event.distinctId(), event.label().canonical().hashCode());
        return new Fingerprint(
                event.uuid().getMostSignificantBits() ^ who,
                mixed(event.uuid().getLeastSignificantBits() ^ mixed(who, OTHER_ODD), ODD) & ~1L);
    }

    private static long hash(String text, int label) {
        long hash = SEED + label;
        int at = 0;
        // four characters are 64 bits, and each step waits for the one before
        for (; at + 4 <= text.length(); at += 4) {
            hash = step(hash, pair(text, at) | pair(text, at + 2) << Integer.SIZE);
        }
        for (; at < text.length(); at++) {
            hash = step(hash, text.charAt(at));
        }
        return mixed(hash + text.length(), ODD);
    }

    private static long pair(String text, int at) {
        return text.charAt(at) | (long) text.charAt(at + 1) << Character.SIZE;
    }

    private static long step(long hash, long with) {
        long next = (hash ^ with) * ODD;
        return next ^ next >>> 32;
    }

    private static long mixed(long number, long factor) {
        long mixed = (number ^ number >>> 29) * factor;
        return mixed ^ mixed >>> 32;
    }

    /** Spread over all bits, as uuids need not be. */
    int spread() {
        return (int) (mixed(high ^ low, OTHER_ODD) >>> 32);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return spread();
    }
}
