/** What was received beside what left for each back end: bounded, and in memory only. */
@NullMarked
package com.runmat.telemetry.local.journal;

import org.jspecify.annotations.NullMarked;
