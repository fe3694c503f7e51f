/** A stack's state and settings with no secret left, so that anybody may run a real preview of a change to it. */
@NullMarked
package com.runmat.telemetry.plan.blank;

import org.jspecify.annotations.NullMarked;
