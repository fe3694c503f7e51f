package com.runmat.telemetry.infra.config;

/**
 * The IPv4 range of a region's subnet: 256 addresses of 10.64.0.0/10, which lies beside the ranges that Google gives
 * subnets of its own. It follows from the region's name alone, so it stays the same whatever regions come and go.
 */
public final class SubnetRange {
    private static final int FIRST = 64;
    private static final int BLOCKS = 64;

    private SubnetRange() {}

    /** For instance {@code 10.93.7.0/24}. Two regions may have the same one; the configuration is refused then. */
    public static String of(String region) {
        int hash = region.hashCode(); // the same on every Java platform, by its specification
        int block = Math.floorMod(hash >> 8, BLOCKS);
        return "10." + (FIRST + block) + "." + Math.floorMod(hash, 256) + ".0/24";
    }
}
