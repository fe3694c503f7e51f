/**
 * Compression of what leaves: a body's bytes are collected ({@code GzipBody}), matches among them found ({@code MatchFinder}), these and the
 * rest written as blocks of bits ({@code Block}). Why not by the JDK's deflater: docs/decisions/0040.
 */
@NullMarked
package com.runmat.telemetry.worker.delivery.gzip;

import org.jspecify.annotations.NullMarked;
