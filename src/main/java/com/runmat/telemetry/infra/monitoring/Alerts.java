package com.runmat.telemetry.infra.monitoring;

import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_CONNTRACK_CROWDED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_CONNTRACK_DROPPED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_DROPPED_EXPIRED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_DROPPED_INTERNAL;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_DROPPED_QUEUE_FULL;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_DROPPED_REJECTED_UNAUTHORIZED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_KERNEL_DROPPED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_RECEIVED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_POSTHOG_QUOTA_LIMITED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_POSTHOG_UNAUTHORIZED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_RECEIVED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_REFUSED_FORWARD_FAILED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_REFUSED_OVERLOADED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_REFUSED_TELEMETRY_DISABLED;

import java.util.List;

/** All alerts. A share is only looked at where there is traffic: of two requests one may fail. */
final class Alerts {
    /** Container-Optimized OS is mended about once a month. */
    private static final int OLDEST_DAYS = 45;

    private final int minForwarders;
    private final List<String> regions;

    /** @param minForwarders of each of the regions */
    Alerts(int minForwarders, List<String> regions) {
        this.minForwarders = minForwarders;
        this.regions = regions;
    }

    List<Alert> all() {
        return List.of(
                unreachable(),
                certificate(),
                failing(),
                slow(),
                silent(),
                refusing(),
                misconfigured(),
                dropping(),
                unhealthy(),
                udpSilent(),
                tooFew(),
                crowded(),
                outdated());
    }

    private static Alert unreachable() {
        return new Alert(
                "unreachable",
                "Telemetry: a domain does not answer by HTTPS",
                "(" + Queries.checksPassed("5m") + " < 0.5) or " + Queries.unchecked("30m"),
                300,
                "Most checks from outside fail, or none has run for half an hour. Look at the domain's records, its certificate and the worker's log.");
    }

    private static Alert certificate() {
        return new Alert(
                "certificate",
                "Telemetry: a certificate ends in less than two weeks",
                Queries.certificateLeft() + " < 14",
                3600,
                "Google renews a month ahead. A CAA record or a wrong address of the domain keeps it from doing so.");
    }

    /** Five failures of a quiet hour are worth a look; one of two requests is not. */
    private static Alert failing() {
        return new Alert(
                "failing",
                "Telemetry: more than 5 % of the requests fail, through no fault of the client",
                Queries.failedRequests("10m") + " / " + Queries.requests("10m") + " > 0.05 and "
                        + Queries.failedRequests("10m") + " > 4",
                300,
                "429: all of Cloud Run's instances are busy; raise workerMaxInstances or workerConcurrency. 502: PostHog or "
                        + "GA4 cannot be reached. 503: overloaded or not configured. See the worker's log.");
    }

    /** Clients give up after two seconds. */
    private static Alert slow() {
        return new Alert(
                "slow",
                "Telemetry: one of twenty answers of the worker takes more than 1.5 s",
                Queries.latencyOfSlowest(0.05, "10m") + " > 1500 and " + Queries.requests("10m") + " > 20",
                600,
                "Clients wait 2 s. See whether PostHog is slow, and whether workerMaxInstances is reached.");
    }

    private static Alert silent() {
        return new Alert(
                "silent",
                "Telemetry: no event for an hour although there were some before",
                WORKER_RECEIVED.increase("1h") + " < 1 and " + WORKER_RECEIVED.increase("1d") + " > 100",
                600,
                "Nothing reaches the worker. Look at the name servers at the registrar, then at the addresses.");
    }

    private static Alert refusing() {
        String refused = Queries.sum("10m", WORKER_REFUSED_FORWARD_FAILED, WORKER_REFUSED_OVERLOADED);
        String received = WORKER_RECEIVED.increase("10m");
        return new Alert(
                "refusing",
                "Telemetry: more than 5 % of the events do not reach the back end",
                refused + " / " + received + " > 0.05 and " + received + " > 50",
                300,
                "PostHog refuses or is away, or the worker is saturated. The forwarders try again for some minutes.");
    }

    private static Alert misconfigured() {
        String wrong = Queries.sum(
                "15m",
                WORKER_REFUSED_TELEMETRY_DISABLED,
                WORKER_POSTHOG_UNAUTHORIZED,
                WORKER_POSTHOG_QUOTA_LIMITED,
                FORWARDER_DROPPED_REJECTED_UNAUTHORIZED);
        return new Alert(
                "misconfigured",
                "Telemetry: events are lost for a key or a quota",
                wrong + " > 0",
                0,
                "A key is missing or wrong, or PostHog's quota is used up: the dashboard shows which counter grows.");
    }

    private static Alert dropping() {
        String dropped = Queries.sum(
                "10m",
                FORWARDER_KERNEL_DROPPED,
                FORWARDER_DROPPED_QUEUE_FULL,
                FORWARDER_DROPPED_EXPIRED,
                FORWARDER_DROPPED_INTERNAL);
        String received = FORWARDER_RECEIVED.increase("10m");
        return new Alert(
                "dropping",
                "Telemetry: more than 1 % of the datagrams are dropped",
                dropped + " / " + received + " > 0.01 and " + received + " > 100",
                300,
                "More arrives by UDP than leaves. See whether the worker answers, then forwarderMaxReplicas.");
    }

    /** A machine that is replaced logs no way back, its successor does; so a rollout hides a failure for half an hour. */
    private static Alert unhealthy() {
        return new Alert(
                "unhealthy",
                "Telemetry: UDP forwarders stay unhealthy",
                Queries.healthChanges("UNHEALTHY", "30m") + " - " + Queries.healthChanges("HEALTHY", "30m") + " > 0",
                600,
                "Forwarders went out of the load balancer and did not come back. See their log, and the group's errors.");
    }

    /** Health is only logged when it changes: of a group that stays down nothing else tells after half an hour. */
    private static Alert udpSilent() {
        return new Alert(
                "udp-silent",
                "Telemetry: no datagram for an hour although there were some before",
                FORWARDER_RECEIVED.increase("1h") + " < 1 and " + FORWARDER_RECEIVED.increase("1d") + " > 100",
                600,
                "Nothing reaches the UDP forwarders, or none of them runs. See the group's machines and their health, "
                        + "then the records of the UDP names.");
    }

    private Alert tooFew() {
        return new Alert(
                "too-few",
                "Telemetry: fewer UDP forwarders in a region than there should be",
                Queries.forwarders(regions) + " < " + minForwarders,
                900,
                "The group cannot keep its size: a quota, or a zone without capacity. See the group's errors.");
    }

    private static Alert crowded() {
        return new Alert(
                "crowded",
                "Telemetry: a forwarder's kernel has no room for connections",
                Queries.sum("10m", FORWARDER_CONNTRACK_CROWDED, FORWARDER_CONNTRACK_DROPPED) + " > 0",
                0,
                "Datagrams are not tracked, so this should stay empty: see whether the machine's firewall rules stand, and what "
                        + "else connects. Probes and posts are lost when it is full.");
    }

    /** A restart on the same disk sets it back to 0, so it may be late, not wrong. */
    private static Alert outdated() {
        return new Alert(
                "outdated",
                "Telemetry: a forwarder has run for more than " + OLDEST_DAYS + " days",
                Queries.oldestForwarder() + " > " + OLDEST_DAYS * 24 * 3600,
                3600,
                "Its system has had no security update since. Renew the machines.");
    }
}
