/** The commands {@code send}, {@code status}, {@code enable} and {@code disable}. */
@NullMarked
package com.runmat.telemetry.client.command;

import org.jspecify.annotations.NullMarked;
