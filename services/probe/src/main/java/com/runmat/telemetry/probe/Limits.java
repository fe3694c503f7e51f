package com.runmat.telemetry.probe;

import java.time.Duration;

/**
 * How long the probe waits, whatever its targets do.
 *
 * @param check for one check, from look-up to the last byte
 * @param datagram for a datagram to be counted at the worker: the forwarder's batching and one retry are seconds
 * @param all for every check together; what is left then counts as failed
 */
record Limits(Duration check, Duration datagram, Duration all) {
    private static final int LONGEST_SECONDS = 3_600;

    /** From what was typed; throws {@link WrongArguments}. */
    static Limits read(String check, String datagram, String all) {
        return new Limits(
                seconds("--timeout", check), seconds("--datagram-timeout", datagram), seconds("--deadline", all));
    }

    private static Duration seconds(String option, String seconds) {
        if (seconds.matches("[1-9][0-9]{0,3}") && Integer.parseInt(seconds) <= LONGEST_SECONDS) {
            return Duration.ofSeconds(Integer.parseInt(seconds));
        }
        throw new WrongArguments(
                option + " is a whole number of seconds from 1 to " + LONGEST_SECONDS + ", not " + seconds);
    }
}
