/** The secrets, pinned to a version each. */
@NullMarked
package com.runmat.telemetry.infra.secrets;

import org.jspecify.annotations.NullMarked;
