/**
 * Compression of what leaves: bytes of a body are collected ({@code GzipBody}), repeats among them found ({@code Repeats}), the rest and the
 * repeats written as blocks of bits ({@code Block}). Why not by the JDK's deflater: docs/decisions/0040.
 */
@NullMarked
package com.runmat.telemetry.worker.delivery.gzip;

import org.jspecify.annotations.NullMarked;
