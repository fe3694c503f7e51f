package com.runmat.telemetry.local;

/**
 * The ports; 0 takes a free one.
 *
 * @param port the page's
 * @param ingestPort where clients post events
 * @param udpPort where clients send datagrams
 */
record Places(int port, int ingestPort, int udpPort) {}
