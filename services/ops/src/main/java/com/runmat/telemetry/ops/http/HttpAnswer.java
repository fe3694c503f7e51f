package com.runmat.telemetry.ops.http;

/**
 * An answer as it was read.
 *
 * @param retryAfter the value of that header, or an empty text
 * @param body its beginning, up to the limit
 * @param whole whether it was read to its end and the server keeps the connection
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying it would cost
record HttpAnswer(int status, String retryAfter, byte[] body, boolean whole) {}
