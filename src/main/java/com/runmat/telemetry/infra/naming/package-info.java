/** Every name, label and description in one place. */
@NullMarked
package com.runmat.telemetry.infra.naming;

import org.jspecify.annotations.NullMarked;
