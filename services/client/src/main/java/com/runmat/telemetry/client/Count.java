package com.runmat.telemetry.client;

/**
 * What became of events. Nothing else ever tells of a failure. Each accepted event ends on each path that is switched on in
 * exactly one of these: {@code ACCEPTED = SENT_UDP + FAILED_UDP + TOO_LARGE_FOR_UDP} and
 * {@code ACCEPTED = SENT_HTTPS + REFUSED_HTTPS + FAILED_HTTPS}, once the queue is empty.
 */
public enum Count {
    /** Events taken into the queue. */
    ACCEPTED,
    /** Not taken: this event was sent before, and each goes at most once a process. */
    REPEATED,
    /** Not taken: the queue was full or telemetry closed. */
    NOT_QUEUED,
    /** Not taken: making the event failed. */
    NOT_MADE,
    /** Datagrams given to the network. Nobody says whether they arrived. */
    SENT_UDP,
    /** Datagrams that could not be sent: no such name, no route. */
    FAILED_UDP,
    /** Payloads of 1,200 bytes and more, which go by HTTPS alone. */
    TOO_LARGE_FOR_UDP,
    /** Requests that the worker answered with 2xx. */
    SENT_HTTPS,
    /** Requests that it answered otherwise. */
    REFUSED_HTTPS,
    /** Requests without an answer in time. */
    FAILED_HTTPS,
    /** The client id could be neither read nor stored; the events went without one. */
    WITHOUT_ID,
    /** Closing waited as long as the drain rule allows, and events were still on their way. */
    DRAIN_TIMED_OUT
}
