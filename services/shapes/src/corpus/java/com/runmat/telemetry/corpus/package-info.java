/** Texts that tests plant into every field: private ones, which must be found nowhere, and real ones, which must come through. */
@NullMarked
package com.runmat.telemetry.corpus;

import org.jspecify.annotations.NullMarked;
