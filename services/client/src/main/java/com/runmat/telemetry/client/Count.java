package com.runmat.telemetry.client;

/**
 * What became of events. Nothing else ever tells of a failure. Each accepted event stands on each path that is switched on in
 * exactly one of these, at any moment: {@code ACCEPTED = SENT_UDP + FAILED_UDP + TOO_LARGE_FOR_UDP + UNDERWAY_UDP} and
 * {@code ACCEPTED = SENT_HTTPS + REFUSED_HTTPS + FAILED_HTTPS + UNDERWAY_HTTPS}.
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
    /** Datagrams that could not be sent: no such name, no route to any of its addresses. */
    FAILED_UDP,
    /** Payloads of 1,200 bytes and more, which go by HTTPS alone. */
    TOO_LARGE_FOR_UDP,
    /** Datagrams not sent yet, at this moment. */
    UNDERWAY_UDP,
    /** Requests that the worker answered with 2xx. */
    SENT_HTTPS,
    /** Requests that it answered otherwise. */
    REFUSED_HTTPS,
    /** Requests without an answer within 2 s in all. */
    FAILED_HTTPS,
    /** Requests without an answer yet, at this moment. */
    UNDERWAY_HTTPS,
    /** The client id could be neither read nor stored; the events went without one. */
    WITHOUT_ID,
    /** Closing waited as long as the drain rule allows, and events were still on their way. */
    DRAIN_TIMED_OUT
}
