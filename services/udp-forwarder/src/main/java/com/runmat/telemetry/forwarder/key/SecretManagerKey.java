package com.runmat.telemetry.forwarder.key;

import com.runmat.telemetry.ops.LimitedLog;
import com.runmat.telemetry.ops.Log;
import com.runmat.telemetry.ops.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The key as Secret Manager has it: read at start, kept in memory only, and read again when the worker refuses it. Readings are
 * at least 5 s apart, so that neither a wrong key nor an outage becomes a stream of requests.
 */
public final class SecretManagerKey implements IngestionKey {
    private static final Log LOG = Log.of(SecretManagerKey.class);
    private static final LimitedLog FAILED = new LimitedLog(LOG);
    private static final long PAUSE = Duration.ofSeconds(5).toNanos();

    private final SecretManager source;
    private final LongSupplier nanoTime;
    private volatile @Nullable Secret key;
    private long nextFirstRead;
    private long nextRenewal;

    public SecretManagerKey(SecretManager source) {
        this(source, System::nanoTime);
    }

    SecretManagerKey(SecretManager source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.nextFirstRead = nanoTime.getAsLong();
        this.nextRenewal = nextFirstRead;
    }

    @Override
    public Secret current() throws IOException, InterruptedException {
        Secret known = key;
        return known != null ? known : readFirst();
    }

    private synchronized Secret readFirst() throws IOException, InterruptedException {
        Secret known = key;
        if (known == null) {
            if (isBefore(nextFirstRead)) {
                throw new IOException("read too recently");
            }
            nextFirstRead = nanoTime.getAsLong() + PAUSE;
            known = read();
        }
        return known;
    }

    @Override
    public synchronized boolean renew(Secret refused) throws IOException, InterruptedException {
        Secret known = key;
        if (known != null && refused.equals(known) && !isBefore(nextRenewal)) {
            nextRenewal = nanoTime.getAsLong() + PAUSE;
            known = read();
        }
        return known != null && !refused.equals(known);
    }

    @Override
    public boolean isKnown() {
        return key != null;
    }

    private boolean isBefore(long time) {
        return nanoTime.getAsLong() - time < 0;
    }

    private Secret read() throws IOException, InterruptedException {
        try {
            Secret read = source.read();
            key = read;
            LOG.info("read the ingestion key from Secret Manager");
            return read;
        } catch (IOException failed) {
            FAILED.warning(
                    "cannot read the ingestion key from Secret Manager: check TELEMETRY_INGESTION_KEY_SECRET and that the"
                            + " service account has roles/secretmanager.secretAccessor on it",
                    Map.of("cause", String.valueOf(failed.getMessage())));
            throw failed;
        }
    }
}
