package com.runmat.telemetry.infra.monitoring;

import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_CONNTRACK_CROWDED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_CONNTRACK_DROPPED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_DROPPED_EXPIRED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_DROPPED_INTERNAL;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_DROPPED_QUEUE_FULL;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_DROPPED_REJECTED_UNAUTHORIZED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_DROPPED_UNANSWERED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_KERNEL_DROPPED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.FORWARDER_RECEIVED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_POSTHOG_QUOTA_LIMITED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_POSTHOG_UNAUTHORIZED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_RECEIVED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_REFUSED_FORWARD_FAILED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_REFUSED_OVERLOADED;
import static com.runmat.telemetry.infra.monitoring.ServiceCounter.WORKER_REFUSED_TELEMETRY_DISABLED;

import java.util.List;

/**
 * All alerts. A share is only looked at where there is traffic: of two requests one may fail. What stands in a region is
 * looked at in each, and the incident's label {@code location} tells which it is.
 */
final class Alerts {
    /** Container-Optimized OS is mended about once a month. */
    private static final int OLDEST_DAYS = 45;

    private final int minForwarders;
    private final RegionQueries regions;

    /** @param minForwarders of each of the regions */
    Alerts(int minForwarders, List<String> regions) {
        this.minForwarders = minForwarders;
        this.regions = new RegionQueries(regions);
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
                "Telemetry: a domain does not respond over HTTPS",
                "(" + Queries.checksPassed("5m") + " < 0.5) or " + Queries.unchecked("30m"),
                300,
                "Most checks from outside fail, or none has run for half an hour. Check the domain's records, its certificate and the worker's log.");
    }

    private static Alert certificate() {
        return new Alert(
                "certificate",
                "Telemetry: a certificate expires in less than two weeks",
                Queries.certificateLeft() + " < 14",
                3600,
                "Google renews a month ahead, unless a CAA record, a missing _acme-challenge record (load balancer) or a wrong "
                        + "address record (domain mapping) of the domain prevents it.");
    }

    /** Five failures of a quiet hour are worth a look; one of two requests is not. */
    private Alert failing() {
        return new Alert(
                "failing",
                "Telemetry: more than 5 % of the requests fail on the server's side",
                regions.failedRequests("10m") + " / " + regions.requests("10m") + " > 0.05 and "
                        + regions.failedRequests("10m") + " > 4",
                300,
                "429: all Cloud Run instances are busy; raise workerMaxInstances or workerConcurrency. 502: PostHog or "
                        + "GA4 cannot be reached. 503: overloaded or not configured. See the worker's log.");
    }

    /** Clients give up after two seconds. */
    private Alert slow() {
        return new Alert(
                "slow",
                "Telemetry: 5 % of the worker's responses take more than 1.5 s",
                regions.slowestTake(0.05, "10m", 1500, 20),
                600,
                "Clients wait 2 s. Check whether PostHog is slow and whether workerMaxInstances is reached.");
    }

    private static Alert silent() {
        return new Alert(
                "silent",
                "Telemetry: no events for an hour, after normal traffic",
                WORKER_RECEIVED.increase("1h") + " < 1 and " + WORKER_RECEIVED.increase("1d") + " > 100",
                600,
                "Nothing reaches the worker. Check the name servers at the registrar, then the address records.");
    }

    private static Alert refusing() {
        String refused = Queries.sum("10m", WORKER_REFUSED_FORWARD_FAILED, WORKER_REFUSED_OVERLOADED);
        String received = WORKER_RECEIVED.increase("10m");
        return new Alert(
                "refusing",
                "Telemetry: more than 5 % of the events do not reach the back end",
                refused + " / " + received + " > 0.05 and " + received + " > 50",
                300,
                "PostHog rejects events or is unreachable, or the worker is overloaded. Forwarders retry for ten minutes.");
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
                "Telemetry: events are lost because of a key or a quota",
                wrong + " > 0",
                0,
                "A key is missing or wrong, or PostHog's quota is used up: the dashboard shows which counter grows.");
    }

    private Alert dropping() {
        String dropped = regions.sum(
                "10m",
                FORWARDER_KERNEL_DROPPED,
                FORWARDER_DROPPED_QUEUE_FULL,
                FORWARDER_DROPPED_EXPIRED,
                FORWARDER_DROPPED_UNANSWERED,
                FORWARDER_DROPPED_INTERNAL);
        String received = regions.sum("10m", FORWARDER_RECEIVED);
        return new Alert(
                "dropping",
                "Telemetry: more than 1 % of the datagrams are dropped",
                dropped + " / " + received + " > 0.01 and " + received + " > 100",
                300,
                "More datagrams arrive than can be delivered. Check whether the worker responds, then raise forwarderMaxReplicas.");
    }

    /** A machine that is replaced logs no way back, its successor does; so a rollout hides a failure for half an hour. */
    private Alert unhealthy() {
        return new Alert(
                "unhealthy",
                "Telemetry: UDP forwarders remain unhealthy",
                regions.healthChanges("UNHEALTHY", "30m") + " - " + regions.healthChanges("HEALTHY", "30m") + " > 0",
                600,
                "Forwarders failed their health checks and did not recover. See their log and the group's errors.");
    }

    /** Health is only logged when it changes: of a group that stays down nothing else tells after half an hour. */
    private static Alert udpSilent() {
        return new Alert(
                "udp-silent",
                "Telemetry: no datagrams for an hour, after normal traffic",
                FORWARDER_RECEIVED.increase("1h") + " < 1 and " + FORWARDER_RECEIVED.increase("1d") + " > 100",
                600,
                "Nothing reaches the UDP forwarders, or none is running. Check the group's machines and their health, "
                        + "then the records of the UDP names.");
    }

    private Alert tooFew() {
        return new Alert(
                "too-few",
                "Telemetry: a region has fewer UDP forwarders than its minimum",
                regions.forwarders() + " < " + minForwarders,
                900,
                "The group cannot reach its size: a quota, or a zone without capacity. See the group's errors.");
    }

    private static Alert crowded() {
        return new Alert(
                "crowded",
                "Telemetry: a forwarder's connection tracking table is filling up",
                Queries.sum("10m", FORWARDER_CONNTRACK_CROWDED, FORWARDER_CONNTRACK_DROPPED) + " > 0",
                0,
                "Datagrams are not tracked, so the table should stay small: check the machine's firewall rules and what "
                        + "else connects. When it is full, health checks and requests to the worker fail.");
    }

    /** A restart on the same disk sets it back to 0, so it may be late, not wrong. */
    private static Alert outdated() {
        return new Alert(
                "outdated",
                "Telemetry: a forwarder has run for more than " + OLDEST_DAYS + " days",
                Queries.oldestForwarder() + " > " + OLDEST_DAYS * 24 * 3600,
                3600,
                "Its system has had no security updates since. Replace the machines.");
    }
}
