/** {@code ./telemetry doctor}: whether this machine and who works on it can do what they are about to do. */
@NullMarked
package com.runmat.telemetry.doctor;

import org.jspecify.annotations.NullMarked;
