package com.runmat.telemetry.infra.seed;

import java.util.Locale;

/** What a part of the world, {@code us}, {@code europe} or {@code asia}, is called by each of Google's services. */
final class Multiregion {
    private Multiregion() {}

    /** Cloud Storage: {@code US}, {@code EU}, {@code ASIA}. */
    static String bucket(String location) {
        return location.equals("europe") ? "EU" : location.toUpperCase(Locale.ROOT);
    }

    /** Cloud KMS has the words themselves. */
    static String keyRing(String location) {
        return location;
    }
}
