/** The one comment of a pull request: what it changes, and what of that hurts. Made from two plans whose makers are not trusted. */
@NullMarked
package com.runmat.telemetry.plan.comment;

import org.jspecify.annotations.NullMarked;
