package com.runmat.telemetry.forwarder.key;

import com.runmat.telemetry.ops.Secret;
import java.io.IOException;

/** The key that the forwarder adds to what it sends. Thread-safe. */
public interface IngestionKey {
    /**
     * The key to send with; it is read when it is not known yet.
     *
     * @throws IOException when its source cannot be read; try again later
     */
    Secret current() throws IOException, InterruptedException;

    /**
     * The worker refused this key: looks whether there is another by now.
     *
     * @return true when {@link #current()} gives another one, false when the refused one is all there is
     * @throws IOException when the source cannot be read, so that nobody knows
     */
    boolean renew(Secret refused) throws IOException, InterruptedException;

    /** Whether {@link #current()} answers without reading. */
    boolean isKnown();

    /** A key that was handed over by the environment and stays. */
    static IngestionKey fixed(Secret key) {
        return new IngestionKey() {
            @Override
            public Secret current() {
                return key;
            }

            @Override
            public boolean renew(Secret refused) {
                return false;
            }

            @Override
            public boolean isKnown() {
                return true;
            }
        };
    }
}
