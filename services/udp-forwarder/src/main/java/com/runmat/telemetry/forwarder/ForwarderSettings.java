package com.runmat.telemetry.forwarder;

import com.runmat.telemetry.forwarder.key.IngestionKey;
import com.runmat.telemetry.forwarder.key.SecretManager;
import com.runmat.telemetry.forwarder.key.SecretManagerKey;
import com.runmat.telemetry.forwarder.queue.QueueLimits;
import com.runmat.telemetry.ops.CommandLine;
import com.runmat.telemetry.ops.Secret;
import com.runmat.telemetry.ops.Setting;
import com.runmat.telemetry.ops.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the forwarder is told by its environment, validated. The constants below say names, defaults and ranges.
 *
 * @param bindAddresses local ones, at least one
 * @param endpoints the worker's, in order of preference; at least one
 * @param sockets for each address; at least 1
 * @param key where the ingestion key comes from
 * @param drain how long datagrams are taken after the end was asked for
 * @param flush how long what waits is sent afterwards
 */
public record ForwarderSettings(
        List<InetAddress> bindAddresses,
        int udpPort,
        int healthPort,
        List<URI> endpoints,
        IngestionKey key,
        int concurrency,
        int sourceRate,
        int sockets,
        int receiveBuffer,
        QueueLimits queue,
        Duration requestTimeout,
        Duration maxBackoff,
        Duration drain,
        Duration flush) {
    static final Setting<List<InetAddress>> BIND_ADDRESS = Setting.listenAddresses(
            "BIND_ADDRESS",
            "local addresses to listen on, for datagrams and health; loopback accepts this machine only");
    static final Setting<Integer> UDP_PORT =
            Setting.wholeNumber("UDP_PORT", 7846, 0, 65535, "UDP port for IPv4 and IPv6; 0 takes any free one");
    static final Setting<Integer> HEALTH_PORT = Setting.wholeNumber(
            "HEALTH_PORT", 9000, 0, 65535, "TCP port of /health, /ready and /metrics; 0 takes any free one");
    static final Setting<List<URI>> ENDPOINTS = Setting.requiredUrls(
            "TELEMETRY_HTTP_ENDPOINT",
            "/ingest",
            "the worker's full /ingest URL, or several in order of preference: while one fails the next serves; required");
    static final Setting<Optional<Secret>> KEY = Setting.secret(
            "TELEMETRY_INGESTION_KEY",
            "sent as x-telemetry-key; required unless TELEMETRY_INGESTION_KEY_SECRET is set");
    static final Setting<String> KEY_SECRET = Setting.text(
            "TELEMETRY_INGESTION_KEY_SECRET",
            "",
            Pattern.compile("projects/P/(locations/P/)?secrets/P/versions/P".replace("P", "[A-Za-z0-9_.:-]+")),
            "name such as projects/P/secrets/S/versions/latest",
            "secret version to read the key from, with the VM's service account");
    static final Setting<Integer> CONCURRENCY =
            Setting.wholeNumber("FORWARDER_CONCURRENCY", 8, 1, 64, "maximum concurrent requests");
    static final Setting<Integer> SOURCE_RATE = Setting.wholeNumber(
            "FORWARDER_SOURCE_RATE",
            200,
            0,
            1_000_000,
            "datagrams per second and source network (IPv4 /24, IPv6 /48), with bursts of twice that; 0 = no limit");
    static final Setting<Integer> SOCKETS = Setting.wholeNumber(
            "FORWARDER_SOCKETS",
            8,
            1,
            64,
            "sockets per address; the kernel spreads senders over them, so that more hold more of a sudden burst");
    static final Setting<Integer> RECEIVE_BUFFER = Setting.wholeNumber(
            "FORWARDER_RECEIVE_BUFFER",
            4 << 20,
            64 << 10,
            256 << 20,
            "kernel receive buffer to request per socket, in bytes; the kernel caps it at net.core.rmem_max");
    static final Setting<Integer> QUEUE_EVENTS = Setting.wholeNumber(
            "FORWARDER_QUEUE_EVENTS", 20_000, 1, 1_000_000, "maximum events held, including those in flight");
    static final Setting<Integer> QUEUE_BYTES =
            Setting.wholeNumber("FORWARDER_QUEUE_BYTES", 16 << 20, 64 << 10, 1 << 30, "maximum bytes of these events");
    static final Setting<Integer> BATCH_EVENTS =
            Setting.wholeNumber("FORWARDER_BATCH_EVENTS", 1000, 1, 5000, "maximum events per request");
    static final Setting<Integer> BATCH_BYTES = Setting.wholeNumber(
            "FORWARDER_BATCH_BYTES",
            512 << 10,
            32 << 10,
            1 << 20,
            "maximum bytes per request; the worker accepts 1 MiB");
    static final Setting<Duration> LINGER = Setting.duration(
            "FORWARDER_LINGER",
            Duration.ofMillis(500),
            Duration.ZERO,
            Duration.ofSeconds(10),
            "how long the first event of a request waits for more; half as long costs two more requests a second");
    static final Setting<Duration> MAX_AGE = Setting.duration(
            "FORWARDER_MAX_AGE",
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            Duration.ofHours(24),
            "how long delivery of an event is attempted before it is dropped");
    static final Setting<Duration> REQUEST_TIMEOUT = Setting.duration(
            "FORWARDER_REQUEST_TIMEOUT",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(1),
            "time limit for one request");
    static final Setting<Duration> MAX_BACKOFF = Setting.duration(
            "FORWARDER_MAX_BACKOFF",
            Duration.ofSeconds(10),
            Duration.ofMillis(10),
            Duration.ofMinutes(5),
            "longest pause between two attempts, unless the worker asks for a longer one with Retry-After");
    static final Setting<Duration> DRAIN = Setting.duration(
            "FORWARDER_DRAIN",
            Duration.ofSeconds(13),
            Duration.ZERO,
            Duration.ofMinutes(1),
            "how long datagrams are still accepted after SIGTERM, with /health failing, until the load balancer has noticed");
    static final Setting<Duration> FLUSH = Setting.duration(
            "FORWARDER_FLUSH",
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            "how long what waits is sent after FORWARDER_DRAIN, the wait for the last answers included; the rest is counted");
    static final Setting<String> METADATA_HOST = Setting.hostAndPort(
            "GCE_METADATA_HOST",
            "metadata.google.internal",
            "the metadata server, named as Google's libraries name it");
    static final Setting<URI> SECRET_MANAGER = Setting.url(
            "FORWARDER_SECRET_MANAGER_URL",
            "https://secretmanager.googleapis.com",
            "Secret Manager; regional secrets need their region's address");

    /** The command line that reads them. */
    public static final CommandLine<ForwarderSettings> COMMAND_LINE = new CommandLine<>(
            "udp-forwarder",
            "takes telemetry datagrams and sends them to the worker in batches.",
            List.of(
                    BIND_ADDRESS,
                    UDP_PORT,
                    HEALTH_PORT,
                    ENDPOINTS,
                    KEY,
                    KEY_SECRET,
                    CONCURRENCY,
                    SOURCE_RATE,
                    SOCKETS,
                    RECEIVE_BUFFER,
                    QUEUE_EVENTS,
                    QUEUE_BYTES,
                    BATCH_EVENTS,
                    BATCH_BYTES,
                    LINGER,
                    MAX_AGE,
                    REQUEST_TIMEOUT,
                    MAX_BACKOFF,
                    DRAIN,
                    FLUSH,
                    METADATA_HOST,
                    SECRET_MANAGER),
            ForwarderSettings::read);

    private static ForwarderSettings read(Settings settings) {
        return new ForwarderSettings(
                settings.get(BIND_ADDRESS),
                settings.get(UDP_PORT),
                settings.get(HEALTH_PORT),
                settings.get(ENDPOINTS),
                key(settings),
                settings.get(CONCURRENCY),
                settings.get(SOURCE_RATE),
                settings.get(SOCKETS),
                settings.get(RECEIVE_BUFFER),
                limits(settings),
                settings.get(REQUEST_TIMEOUT),
                settings.get(MAX_BACKOFF),
                settings.get(DRAIN),
                settings.get(FLUSH));
    }

    private static QueueLimits limits(Settings settings) {
        QueueLimits limits = new QueueLimits(
                settings.get(QUEUE_EVENTS),
                settings.get(QUEUE_BYTES),
                settings.get(BATCH_EVENTS),
                settings.get(BATCH_BYTES),
                settings.get(LINGER),
                settings.get(MAX_AGE));
        if (limits.linger().compareTo(limits.maxAge()) >= 0) {
            settings.mistake(
                    LINGER,
                    "must be below FORWARDER_MAX_AGE, or every event expires unsent: lower it, or raise the other");
        }
        return limits;
    }

    private static IngestionKey key(Settings settings) {
        Optional<Secret> key = settings.get(KEY);
        SecretManager source =
                new SecretManager(settings.get(METADATA_HOST), settings.get(SECRET_MANAGER), settings.get(KEY_SECRET));
        if (settings.isSet(KEY) == settings.isSet(KEY_SECRET)) {
            settings.mistake(KEY, "set either it or " + KEY_SECRET.name() + ", and not both");
        }
        return key.map(IngestionKey::fixed).orElseGet(() -> new SecretManagerKey(source));
    }
}
