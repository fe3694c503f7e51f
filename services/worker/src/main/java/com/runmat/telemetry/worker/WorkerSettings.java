package com.runmat.telemetry.worker;

import com.runmat.telemetry.ops.CommandLine;
import com.runmat.telemetry.ops.Secret;
import com.runmat.telemetry.ops.Setting;
import com.runmat.telemetry.ops.Settings;
import com.runmat.telemetry.worker.delivery.DeliveryLimits;
import com.runmat.telemetry.worker.delivery.backend.BackEnd;
import com.runmat.telemetry.worker.delivery.backend.Ga4Target;
import com.runmat.telemetry.worker.delivery.backend.PostHogTarget;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that the worker is told from outside.
 *
 * @param bindAddresses to listen on, at least one
 * @param port to listen on, 0 for any
 * @param keys accepted in {@code x-telemetry-key}
 * @param posthog empty when no key for it is set
 * @param ga4 empty unless measurement id and secret are both set
 * @param allowedOrigins whose pages may send events
 * @param delivery bounds of what leaves
 * @param intake bounds of what comes in
 */
public record WorkerSettings(
        List<InetAddress> bindAddresses,
        int port,
        List<Secret> keys,
        Optional<PostHogTarget> posthog,
        Optional<Ga4Target> ga4,
        Set<String> allowedOrigins,
        DeliveryLimits delivery,
        IntakeLimits intake) {
    /**
     * Bounds of what comes in.
     *
     * @param pendingEvents events that may wait for the required back end at the same time
     * @param pendingBytes memory that these may hold
     * @param transferBytes memory of all bodies being received and all answers being sent
     * @param rememberedEvents events known after they left; one takes about 40 bytes
     * @param connections open at the same time
     */
    public record IntakeLimits(
            int pendingEvents, long pendingBytes, int transferBytes, int rememberedEvents, int connections) {}

    // spotless:off
    static final Setting<List<InetAddress>> BIND_ADDRESS = Setting.listenAddresses("BIND_ADDRESS", "local addresses to listen on; loopback accepts this machine only");
    static final Setting<Integer> PORT = Setting.wholeNumber("PORT", 8080, 0, 65535, "port to listen on; 0 takes any free one");
    static final Setting<Optional<Secret>> INGESTION_KEY = Setting.secret("INGESTION_KEY", "key that clients send; without it no event is accepted");
    static final Setting<Optional<Secret>> INGESTION_KEY_PREVIOUS = Setting.secret("INGESTION_KEY_PREVIOUS", "key that is also accepted during a rotation");
    static final Setting<Optional<Secret>> POSTHOG_API_KEY = Setting.secret("POSTHOG_API_KEY", "API key of the PostHog project; without it PostHog is off");
    static final Setting<URI> POSTHOG_HOST = Setting.url("POSTHOG_HOST", "https://us.i.posthog.com", "PostHog's ingestion host");
    static final Setting<String> GA_MEASUREMENT_ID = Setting.text("GA_MEASUREMENT_ID", "", Pattern.compile("G-[A-Za-z0-9]{1,20}"), "measurement id such as G-ABC123", "GA4 data stream; GA4 is off unless GA_API_SECRET is set too");
    static final Setting<Optional<Secret>> GA_API_SECRET = Setting.secret("GA_API_SECRET", "Measurement Protocol secret of the data stream");
    static final Setting<URI> GA_HOST = Setting.url("GA_HOST", "https://www.google-analytics.com", "GA4's host");
    static final Setting<List<String>> ALLOWED_ORIGINS = Setting.list("ALLOWED_ORIGINS", "", "origins whose pages may send events, such as https://runmat.com");

    static final Setting<Duration> BATCH_LINGER = Setting.duration("BATCH_LINGER", Duration.ofMillis(2), Duration.ZERO, Duration.ofMillis(500), "how long the first event of a batch waits for more; up to 66ms while earlier batches are in flight");
    static final Setting<Integer> BATCH_EVENTS = Setting.wholeNumber("BATCH_EVENTS", 500, 1, 5000, "maximum events per batch to PostHog");
    static final Setting<Integer> POSTHOG_REQUESTS = Setting.wholeNumber("POSTHOG_REQUESTS", 32, 1, 256, "maximum concurrent requests to PostHog; reduced automatically while it is overloaded");
    static final Setting<Duration> SINGLE_TIMEOUT = Setting.duration("SINGLE_TIMEOUT", Duration.ofMillis(1500), Duration.ofMillis(100), Duration.ofSeconds(60), "time limit for a request with one event, retries included; clients wait 2s");
    static final Setting<Duration> BATCH_TIMEOUT = Setting.duration("BATCH_TIMEOUT", Duration.ofSeconds(8), Duration.ofMillis(100), Duration.ofSeconds(60), "time limit for a request with a batch, retries included");
    static final Setting<Integer> GA4_REQUESTS = Setting.wholeNumber("GA4_REQUESTS", 32, 1, 256, "maximum concurrent requests to GA4; reduced automatically while it is overloaded");
    static final Setting<Integer> GA4_QUEUE_EVENTS = Setting.wholeNumber("GA4_QUEUE_EVENTS", 20_000, 100, 1_000_000, "maximum events waiting for GA4 where PostHog is configured; more are dropped for GA4 and counted");
    static final Setting<Integer> GA4_QUEUE_MIB = Setting.wholeNumber("GA4_QUEUE_MIB", 32, 1, 1024, "maximum MiB of these events");
    static final Setting<Duration> GA4_TIMEOUT = Setting.duration("GA4_TIMEOUT", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(60), "time limit for a request to GA4 where PostHog is configured, retries included; no client waits for it");
    static final Setting<Duration> GA4_MAX_AGE = Setting.duration("GA4_MAX_AGE", Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofHours(70), "maximum time an event waits for GA4 where PostHog is configured; GA4 accepts events up to three days old");
    // the least is the forwarder's largest batch
    static final Setting<Integer> PENDING_EVENTS = Setting.wholeNumber("PENDING_EVENTS", 20_000, 5_000, 1_000_000, "maximum events waiting for the required back end; beyond that, requests are answered 503");
    // the least is above what the largest body can become
    static final Setting<Integer> PENDING_MIB = Setting.wholeNumber("PENDING_MIB", 32, 16, 4096, "maximum MiB of these events, about 1.5 KiB each");
    static final Setting<Integer> TRANSFER_MIB = Setting.wholeNumber("TRANSFER_MIB", 16, 2, 1024, "maximum MiB of request bodies being received and answers being sent; beyond that, requests are answered 503");
    static final Setting<Integer> REMEMBERED_EVENTS = Setting.wholeNumber("REMEMBERED_EVENTS", 50_000, 0, 5_000_000, "number of recent events whose duplicates are recognised, about 40 bytes each");
    static final Setting<Integer> OPEN_CONNECTIONS = Setting.wholeNumber("OPEN_CONNECTIONS", 10_000, 10, 1_000_000, "maximum open connections; beyond that, the eldest that has sent no request is closed; the process needs a file for each");
    // spotless:on

    private static final long MIB = 1024L * 1024;
    private static final Pattern ORIGIN = Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:.]+\\])(:[0-9]{1,5})?");

    /** The worker's command line, with all of its settings. */
    public static final CommandLine<WorkerSettings> COMMAND_LINE = new CommandLine<>(
            "worker",
            "takes telemetry events by HTTPS and hands them to PostHog and GA4",
            List.of(
                    BIND_ADDRESS,
                    PORT,
                    INGESTION_KEY,
                    INGESTION_KEY_PREVIOUS,
                    POSTHOG_API_KEY,
                    POSTHOG_HOST,
                    GA_MEASUREMENT_ID,
                    GA_API_SECRET,
                    GA_HOST,
                    ALLOWED_ORIGINS,
                    BATCH_LINGER,
                    BATCH_EVENTS,
                    POSTHOG_REQUESTS,
                    SINGLE_TIMEOUT,
                    BATCH_TIMEOUT,
                    GA4_REQUESTS,
                    GA4_QUEUE_EVENTS,
                    GA4_QUEUE_MIB,
                    GA4_TIMEOUT,
                    GA4_MAX_AGE,
                    PENDING_EVENTS,
                    PENDING_MIB,
                    TRANSFER_MIB,
                    REMEMBERED_EVENTS,
                    OPEN_CONNECTIONS),
            WorkerSettings::read);

    /** Reads the environment. */
    public static WorkerSettings read(Settings from) {
        return new WorkerSettings(
                from.get(BIND_ADDRESS),
                from.get(PORT),
                keys(from),
                posthog(from),
                ga4(from),
                origins(from),
                delivery(from),
                new IntakeLimits(
                        from.get(PENDING_EVENTS),
                        from.get(PENDING_MIB) * MIB,
                        (int) (from.get(TRANSFER_MIB) * MIB),
                        from.get(REMEMBERED_EVENTS),
                        from.get(OPEN_CONNECTIONS)));
    }

    private static DeliveryLimits delivery(Settings from) {
        DeliveryLimits limits = new DeliveryLimits(
                from.get(BATCH_LINGER),
                from.get(BATCH_EVENTS),
                from.get(POSTHOG_REQUESTS),
                from.get(SINGLE_TIMEOUT),
                from.get(BATCH_TIMEOUT),
                new DeliveryLimits.Ga4Limits(
                        from.get(GA4_REQUESTS),
                        from.get(GA4_QUEUE_EVENTS),
                        from.get(GA4_QUEUE_MIB) * MIB,
                        from.get(GA4_TIMEOUT),
                        from.get(GA4_MAX_AGE)));
        lingerBelow(limits.singleTime(), SINGLE_TIMEOUT, limits.linger(), from);
        lingerBelow(limits.batchTime(), BATCH_TIMEOUT, limits.linger(), from);
        return limits;
    }

    private static void lingerBelow(Duration time, Setting<Duration> timeout, Duration linger, Settings from) {
        if (linger.compareTo(time.minus(BackEnd.LEAST_TIME)) >= 0) {
            from.mistake(
                    BATCH_LINGER,
                    "must be more than " + BackEnd.LEAST_TIME.toMillis() + "ms below " + timeout.name()
                            + ", or no time is left to send what waited: lower it, or raise " + timeout.name());
        }
    }

    private static List<Secret> keys(Settings from) {
        Optional<Secret> current = from.get(INGESTION_KEY);
        Optional<Secret> previous = from.get(INGESTION_KEY_PREVIOUS);
        if (previous.isPresent() && !from.isSet(INGESTION_KEY)) {
            from.mistake(INGESTION_KEY_PREVIOUS, "is set without INGESTION_KEY: set the current key there");
        }
        return Stream.concat(current.stream(), previous.stream()).toList();
    }

    private static Optional<PostHogTarget> posthog(Settings from) {
        URI host = from.get(POSTHOG_HOST);
        return from.get(POSTHOG_API_KEY).map(key -> new PostHogTarget(host, key));
    }

    private static Optional<Ga4Target> ga4(Settings from) {
        URI host = from.get(GA_HOST);
        String id = from.get(GA_MEASUREMENT_ID);
        return from.get(GA_API_SECRET).filter(secret -> !id.isEmpty()).map(secret -> new Ga4Target(host, id, secret));
    }

    private static Set<String> origins(Settings from) {
        List<String> origins = from.get(ALLOWED_ORIGINS);
        for (int i = 0; i < origins.size(); i++) {
            if (!ORIGIN.matcher(origins.get(i)).matches()) {
                from.mistake(
                        ALLOWED_ORIGINS,
                        "entry " + (i + 1) + " is not an origin: write scheme and host, such as https://runmat.com,"
                                + " without a path; there is no wildcard");
            }
        }
        return new TreeSet<>(origins);
    }
}
