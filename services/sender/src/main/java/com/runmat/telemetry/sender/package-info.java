/** The client library from a terminal: the commands {@code send}, {@code status}, {@code enable} and {@code disable}. */
@NullMarked
package com.runmat.telemetry.sender;

import org.jspecify.annotations.NullMarked;
