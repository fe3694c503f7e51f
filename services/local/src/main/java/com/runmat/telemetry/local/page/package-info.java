/** The page that shows the journal live, and what its buttons do. */
@NullMarked
package com.runmat.telemetry.local.page;

import org.jspecify.annotations.NullMarked;
