/** The worst days rehearsed: what an engine would do at each step, and what must hold meanwhile. */
@NullMarked
package com.runmat.telemetry.plan.drill;

import org.jspecify.annotations.NullMarked;
